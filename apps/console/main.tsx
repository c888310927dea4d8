import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Provider } from '#platform/ui/provider.tsx'
import { createConsoleRouter } from './router.tsx'

const holder = document.getElementById('app')
if (!holder) throw new Error('index.html has no element #app')
createRoot(holder).render(
  <Provider>
    <RouterProvider router={createConsoleRouter()} />
  </Provider>,
)
