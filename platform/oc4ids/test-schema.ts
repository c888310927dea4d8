import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'

const SCHEMAS = '../shared/data/oc4ids'

/** Whether the schemas of the standard are on this machine. */
export const hasOc4idsSchema = existsSync(SCHEMAS)
if (!hasOc4idsSchema) console.log(`The schemas of OC4IDS are read from ${SCHEMAS}, which is not here.`)

/** What the schemas of the standard find wrong with a package and with each of its projects. */
export function oc4idsFaults(whole: object): unknown[] {
  compiled ??= compile()
  const { isPackage, isProject } = compiled
  const { projects } = whole as { projects: readonly object[] }
  return [
    ...(isPackage(whole) ? [] : isPackage.errors!),
    ...projects.flatMap((project) => (isProject(project) ? [] : isProject.errors!)),
  ]
}

let compiled: ReturnType<typeof compile> | undefined

function compile() {
  // They are of draft 4, in which a schema's name is `id`; all other words they use mean the same to ajv.
  const read = (file: string) => {
    const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(`${SCHEMAS}/${file}`, 'utf8'))
    return schema
  }
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  const [packageSchema, projectSchema] = [read('project-package-schema.json'), read('project-schema.json')]
  const isPackage = ajv.compile({
    ...packageSchema,
    properties: { ...packageSchema.properties, projects: { type: 'array', minItems: 1 } },
  })
  return { isPackage, isProject: ajv.compile(projectSchema) }
}
