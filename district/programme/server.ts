import { handle, type Routes } from '#platform/http/server.ts'
import { listProjects, type Project } from './contract.ts'
import { selectProjects } from './queries.ts'
import { PORTFOLIO } from './rules.ts'

const chinaToday = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

type Row = Awaited<ReturnType<typeof selectProjects>>[number]

function projectOf({ name_zh, name_en, attributes, covers, ...row }: Row): Project {
  return {
    ...row,
    name: { zh: name_zh, en: name_en },
    communityIds: [row.communityId, ...(covers ?? [])].filter((id) => id !== row.townId),
    level: attributes?.level ?? '',
    batch: attributes?.batch ?? '',
    buildType: attributes?.['build-type'] ?? '',
    plannedClass: attributes?.['planned-class'] ?? '',
  }
}

export const routes: Routes = [
  handle(listProjects, async ({ query }, { tx }) => {
    const asOf = query.asOf ?? chinaToday()
    const projects = (await selectProjects(tx, asOf)).map(projectOf)
    const parts = PORTFOLIO.map((part) => ({
      ...part,
      count: projects.filter((project) => project.part === part.part).length,
    }))
    return { asOf, parts, projects }
  }),
]
