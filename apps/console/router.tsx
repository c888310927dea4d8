import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { AccountMenu } from '#platform/ui/account/account-menu.tsx'
import { useSession } from '#platform/ui/account/use-session.ts'
import { ErrorPage } from '#platform/ui/error-page.tsx'
import { Shell } from '#platform/ui/shell.tsx'
import { Loading, NotFound } from '#platform/ui/states.tsx'
import { pages } from './pages.tsx'

function Root() {
  const { demoMode = false, rights = [] } = useSession() ?? {}
  const open = pages.filter(({ navigation }) => !navigation?.right || rights.includes(navigation.right))
  return (
    <Shell pages={open} demo={demoMode} account={<AccountMenu />}>
      <Outlet />
    </Shell>
  )
}

const Failed = (failure: ErrorComponentProps) => <ErrorPage {...failure} pages={pages} />

/** Addresses are plain: `?town=330212008&sort=score`, every value a text. */
const readAddress = (search: string) => Object.fromEntries(new URLSearchParams(search))
const writeAddress = (search: Record<string, string>) => {
  const text = new URLSearchParams(search).toString()
  return text && `?${text}`
}

/** The router over the list of pages; each page's code is fetched when it is first needed. */
export function createConsoleRouter() {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Failed })
  const routes = pages.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: lazyRouteComponent(load, 'Page'),
      pendingComponent: Loading,
      errorComponent: Failed,
    }),
  )
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    scrollRestoration: true,
    parseSearch: readAddress,
    stringifySearch: writeAddress,
  })
}
