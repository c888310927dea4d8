import type { OfficialDocument } from '#platform/document/official.ts'
import type { Bytes } from '#platform/http/route.ts'
import type { PackageRecord } from '../queries/form.ts'
import { FIELD_STATE_NAMES } from '../rules/form.ts'
import type { PackageContent, PackedField } from '../rules/package.ts'
import { chinaDay } from '../story.ts'
import { type Format, officialFile } from './official-file.ts'

/** A package as data or as an official document that tells its checksum. */
export async function packageFile({ content, sha256, at }: PackageRecord, format: Format): Promise<Bytes> {
  const packed = JSON.parse(content) as PackageContent
  const name = `${packed.case.title.zh}${packed.form.name.zh}${packed.packageNo > 1 ? `-${packed.packageNo}` : ''}`
  return await officialFile(name, format, content, () => officialOf(packed, sha256, at))
}

/** The document of a package, in Chinese: it goes to offices. */
function officialOf(packed: PackageContent, sha256: string, at: Date): OfficialDocument {
  const { form, case: of, counts, sections, changes, reason, amends, by } = packed
  const [year, month, day] = chinaDay(at).split('-').map(Number)
  return {
    title: `${of.title.zh}${form.name.zh}`,
    under: [
      `${of.procedure.zh} · ${of.step.zh}${amends === null ? '' : ` · 第 ${packed.packageNo} 份（更正第 ${amends} 份）`}`,
      `沿用 ${counts.reused} 项 / 新填 ${counts.new} 项 / 更正 ${counts.corrected} 项 / 缺 ${counts.missing} 项`,
    ],
    sections: [
      ...(changes.length > 0
        ? [
            {
              heading: `更正内容${reason ? `（${reason}）` : ''}`,
              columns: ['项目', '更正后', '更正前'] as const,
              rows: changes.map(
                ({ name, before, after }) => [name.zh, after?.zh ?? '', before?.zh ?? ''] as const,
              ),
            },
          ]
        : []),
      ...sections.map(({ name, fields }) => ({
        heading: name.zh,
        columns: ['项目', '内容', '来源'] as const,
        rows: fields.map((field) => [field.name.zh, field.words?.zh ?? '—', sourceOf(field)] as const),
      })),
    ],
    signed: {
      body: by.name ? `${by.roleName.zh} ${by.name}` : by.roleName.zh,
      day: `${year}年${month}月${day}日`,
    },
    foot: `SHA-256 ${sha256}`,
    at,
  }
}

function sourceOf({ state, origin }: PackedField): string {
  const known = origin ? [origin.source, origin.since, origin.generated ? '演示数据' : null] : []
  return [FIELD_STATE_NAMES[state].zh, ...known].filter(Boolean).join(' · ')
}
