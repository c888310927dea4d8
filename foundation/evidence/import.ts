import { communities } from '#foundation/place/read.ts'
import { recordImport } from '#foundation/place/write.ts'
import type { Caller } from '#platform/http/caller.ts'
import { reading } from '#platform/http/reading.ts'
import type { Upload } from '#platform/http/server.ts'
import { type Column, parseTable } from '#platform/spreadsheet/columns.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import { type Db, inScope, type Tx } from '#platform/store/db.ts'
import { refuse } from './contract.ts'
import { type KnownFact, standingFacts } from './read.ts'
import { chinaToday, type Objection, terms, units, weigh } from './rules.ts'
import { type NewFact, recordFacts } from './write.ts'

const column = (id: string, type: Column['type'], zh: string, en: string, more: Partial<Column> = {}) =>
  ({ id, type, header: { zh, en }, ...more }) satisfies Column

/** Columns of a table of facts about communities. */
export const factColumns: readonly Column[] = [
  column('community_id', 'code', '社区代码', 'community', { required: true }),
  column('term', 'choice', '数据项', 'term', {
    required: true,
    choices: [...terms.values()].map(({ id, name }) => ({ id, names: [name.zh, name.en] })),
  }),
  column('value', 'text', '数值或选项', 'value', { required: true, measured: true }),
  column('unit', 'choice', '单位', 'unit', {
    explanation: { zh: '空则用数据字典的单位', en: 'that of the dictionary if empty' },
    choices: Object.entries(units).map(([id, { zh, en }]) => ({ id, names: [zh, en] })),
  }),
  column('valid_from', 'date', '起始日期', 'from', { required: true }),
  column('valid_to', 'date', '截止日期', 'to', {
    explanation: { zh: '不含当日；空为长期', en: 'the first day it holds no longer; open if empty' },
  }),
]

type Values = Readonly<Record<string, string | number | boolean | undefined>>
/**
 * Records the facts of a table in one transaction: all its good rows or, where the file cannot be read, nothing. A row
 * that says what a standing fact says already is left as it is, so importing again adds nothing.
 *
 * @throws DomainError FACT_FILE_REFUSED
 */
export async function importFacts(db: Db, caller: Caller, { filename, bytes }: Upload, source: string) {
  const { table, parsed } = await reading(refuse, 'FACT_FILE_REFUSED', async () => {
    const table = await readTable(filename, bytes, { columns: factColumns })
    return { table, parsed: parseTable(table, factColumns) }
  })
  return await inScope(db, caller.scope, async (tx) => {
    const unread = parsed.rejected.flatMap(({ row, problems }) =>
      problems.map(({ field, reason }) => ({ row, field: field ?? null, reason })),
    )
    const sifted = await sift(tx, caller, parsed.rows, source)
    const { sound, rejections } = withoutContradictions(sifted)
    const inFile = [...new Set(sound.map((fact) => fact.communityId))]
    const standing = new Set((await standingFacts(tx, inFile)).map(sayingOf))
    const said = new Map(sound.map((fact) => [sayingOf(weighedFact(fact)), fact]))
    const fresh = [...said].flatMap(([saying, fact]) => (standing.has(saying) ? [] : [fact]))
    await recordFacts(tx, fresh, caller)
    const counts = { inserted: fresh.length, updated: 0, unchanged: sound.length - fresh.length }
    const run = { kind: 'facts', filename, bytes, source, datum: null, datumStated: null, ...counts }
    const kept = await recordImport(tx, caller, { ...run, table, rejections: [...unread, ...rejections] })
    return { filename, recorded: counts.inserted, unchanged: counts.unchanged, ...kept }
  })
}

async function sift(
  tx: Tx,
  caller: Caller,
  rows: readonly { row: number; values: object }[],
  source: string,
) {
  const known = new Set((await communities(tx)).map(({ areaId }) => areaId))
  const { write } = caller.scope
  const writable = write === '*' ? known : new Set(write)
  const sound: { row: number; fact: NewFact }[] = []
  const rejections: { row: number; field: string; reason: Objection['reason'] }[] = []
  for (const { row, values } of rows) {
    const fact = factOf(values as Values, source)
    const { communityId } = fact
    if (!known.has(communityId) || !writable.has(communityId)) {
      const reason = known.has(communityId)
        ? { zh: `${communityId} 不在您的管辖范围内`, en: `${communityId} is outside the area you may write` }
        : { zh: `没有社区 ${communityId}`, en: `there is no community ${communityId}` }
      rejections.push({ row, field: 'community_id', reason })
      continue
    }
    const weighed = weigh(fact, caller.role, chinaToday())
    if (Array.isArray(weighed)) rejections.push(...weighed.map((objection) => ({ row, ...objection })))
    else sound.push({ row, fact })
  }
  return { sound, rejections }
}

/** Rows that say different things of the same subject, term and period are all rejected: their order must not decide. */
function withoutContradictions({ sound, rejections }: Awaited<ReturnType<typeof sift>>) {
  const asked = ({ fact: { subjectId, term, validFrom, validTo } }: (typeof sound)[number]) =>
    JSON.stringify([subjectId, term, validFrom, validTo])
  const groups = Map.groupBy(sound, asked)
  const isContradicted = (row: (typeof sound)[number]) =>
    new Set(groups.get(asked(row))!.map(({ fact }) => sayingOf(weighedFact(fact)))).size > 1
  const reason = {
    zh: '同一社区、数据项和期间在文件中有不同的值',
    en: 'the file has different values for the same community, term and period',
  }
  const contradicted = sound.filter(isContradicted).map(({ row }) => ({ row, field: 'value', reason }))
  return {
    sound: sound.filter((row) => !isContradicted(row)).map(({ fact }) => fact),
    rejections: [...rejections, ...contradicted],
  }
}

/** A cell as its term asks for it: a number with its signs taken off, a list taken apart. */
function valueIn(term: string, cell: string): unknown {
  const { type, of } = terms.get(term) ?? {}
  if (of) return cell.split(/[;；、,，]/).filter((item) => item.trim() !== '')
  if (type !== 'number') return cell
  const plain = cell.normalize('NFKC').replaceAll(',', '').replace(/%$/, '')
  return plain.trim() === '' ? cell : Number(plain)
}

function factOf({ community_id, term, value, unit, valid_from, valid_to }: Values, source: string): NewFact {
  return {
    ...{ communityId: String(community_id), subjectKind: 'community', subjectId: String(community_id) },
    ...{ term: String(term), value: valueIn(String(term), String(value)) },
    ...(unit !== undefined && { unit: String(unit) }),
    ...{ validFrom: String(valid_from), validTo: valid_to === undefined ? null : String(valid_to) },
    ...{ source, grade: 'O' },
  }
}

/** A fact as it would stand in the table, its value in the unit of its term. */
function weighedFact(
  fact: NewFact,
): Pick<KnownFact, 'subjectId' | 'term' | 'value' | 'validFrom' | 'validTo'> {
  const weighed = weigh(fact, null, chinaToday())
  return { ...fact, value: Array.isArray(weighed) ? undefined : weighed.value }
}

/** What a fact says, as one text to compare by. */
const sayingOf = (fact: Pick<KnownFact, 'subjectId' | 'term' | 'value' | 'validFrom' | 'validTo'>) =>
  JSON.stringify([fact.subjectId, fact.term, fact.value, fact.validFrom, fact.validTo])
