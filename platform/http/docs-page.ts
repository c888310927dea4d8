import { errors } from './errors.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: { type?: string | string[]; enum?: unknown[] }
}
interface Operation {
  summary?: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema?: unknown }> }
  responses?: Record<string, { content?: Record<string, { schema?: unknown }> }>
}
interface Document {
  info: { title: string; version: string; description?: string }
  paths?: Record<string, Record<string, Operation>>
}

const html = (text: unknown) =>
  String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

const schemaOf = (content: Record<string, { schema?: unknown }> | undefined) =>
  Object.entries(content ?? {})
    .map(
      ([type, { schema }]) =>
        `<details><summary>${html(type)}</summary><pre tabindex="0">${html(JSON.stringify(schema ?? {}, null, 2))}</pre></details>`,
    )
    .join('')

const parameterRow = ({ name, in: place, required, description, schema }: Parameter) =>
  `<tr><td><code>${html(name)}</code></td><td>${html(place)}${required ? ', required' : ''}</td><td>${html(
    schema?.enum ? schema.enum.join(' | ') : (schema?.type ?? ''),
  )}</td><td>${html(description ?? '')}</td></tr>`

const operationSection = (method: string, path: string, operation: Operation) => `<section>
<h2><span class="method">${method.toUpperCase()}</span> <code>${html(path)}</code></h2>
<p>${html(operation.summary ?? '')} ${html(operation.description ?? '')}</p>
${operation.parameters ? `<table><thead><tr><th>Name</th><th>Where</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${operation.parameters.map(parameterRow).join('')}</tbody></table>` : ''}
${operation.requestBody ? `<h3>Request</h3>${schemaOf(operation.requestBody.content)}` : ''}
${operation.responses?.['200']?.content ? `<h3>Reply</h3>${schemaOf(operation.responses['200'].content)}` : ''}
</section>`

const problemRow = ([code, { status, zh, en }]: [string, { status: number; zh: string; en: string }]) =>
  `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${en}</td><td lang="zh-CN">${zh}</td></tr>`

const STYLE = `body{font:16px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0 auto;max-width:62rem;padding:1.5rem;color:#1f2933}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{background:#f4f6f8;padding:1rem;overflow:auto;border-radius:6px;max-height:24rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;border-bottom:1px solid #d9e0e6;padding:.35rem .6rem;vertical-align:top}
h2{font-size:1.1rem;margin:2rem 0 .3rem;border-top:1px solid #d9e0e6;padding-top:1.2rem}h3{font-size:.95rem;margin:.8rem 0 .2rem}
.method{display:inline-block;min-width:3.5rem;color:#0b5d57;font-weight:700}summary{cursor:pointer}`

/** The OpenAPI document as a page that needs no script and loads nothing from elsewhere. */
export function docsPage(document: unknown): string {
  const { info, paths = {} } = document as Document
  const sections = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => operationSection(method, path, operation)),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(info.title)} API</title><style>${STYLE}</style></head><body><main>
<h1>${html(info.title)} API <small>${html(info.version)}</small></h1>
<p>${html(info.description ?? '')} <a href="/api/openapi.json">openapi.json</a></p>
${sections.join('\n')}
<section><h2>Problems any operation may answer</h2><table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th><th>中文</th></tr></thead>
<tbody>${Object.entries(errors).map(problemRow).join('')}</tbody></table></section>
</main></body></html>`
}
