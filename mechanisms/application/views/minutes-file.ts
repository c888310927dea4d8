import type { OfficialDocument } from '#platform/document/official.ts'
import type { Bytes } from '#platform/http/route.ts'
import { VERDICT_NAMES, VERDICTS } from '../rules/review.ts'
import { chinaDay } from '../story.ts'
import type { Minutes } from '../write/review.ts'
import { type Format, officialFile } from './official-file.ts'

/** The minutes of a panel as data or as an official document that tells their checksum. */
export async function minutesFile(
  {
    minutes,
    sha256,
    closedAt,
  }: { readonly minutes: string; readonly sha256: string; readonly closedAt: Date },
  format: Format,
): Promise<Bytes> {
  const told = JSON.parse(minutes) as Minutes
  const name = `${told.case.title.zh}${told.review.name.zh}意见`
  return await officialFile(name, format, minutes, () => officialOf(told, sha256, closedAt))
}

const points = (value: number) => value.toFixed(2).replace(/\.?0+$/, '')

function officialOf(
  { case: of, step, review, experts, sheets, result }: Minutes,
  sha256: string,
  at: Date,
): OfficialDocument {
  const [year, month, day] = chinaDay(at).split('-').map(Number)
  const { mean, max, leftOut, verdicts } = result
  const how = leftOut > 0 ? `去掉最高、最低各 ${leftOut / 2} 份后平均` : '全部平均'
  return {
    title: `${of.title.zh}${review.name.zh}意见`,
    under: [
      step.zh,
      `平均 ${points(mean)} 分（满分 ${points(max)}，${sheets.length} 份评分，${how}）`,
      VERDICTS.map((verdict) => `${VERDICT_NAMES[verdict].zh} ${verdicts[verdict]} 人`).join('，'),
    ],
    sections: [
      {
        heading: '评审专家',
        columns: ['专家', '单位', '利益冲突声明'],
        rows: experts.map(({ name, organisation, conflict, conflictNote, onPaper }) => [
          onPaper ? `${name}（纸质评分代录）` : name,
          organisation || '—',
          conflict === null ? '未声明，未评分' : conflict ? `有：${conflictNote}，未评分` : '无',
        ]),
      },
      {
        heading: '分项平均',
        columns: ['评分项', '平均分', '满分'],
        rows: review.criteria.map(({ id, name, max: most }) => [
          name.zh,
          points(result.criteria.find((one) => one.id === id)!.mean),
          points(most),
        ]),
      },
      {
        heading: '评审意见',
        columns: ['评分（按总分排列，不记名）', '理由', '结论'],
        rows: sheets.map(({ total, reasons, verdict }) => [
          `${points(total)} 分`,
          reasons,
          VERDICT_NAMES[verdict].zh,
        ]),
      },
    ],
    signed: { body: '专家评审组', day: `${year}年${month}月${day}日` },
    foot: `SHA-256 ${sha256}`,
    at,
  }
}
