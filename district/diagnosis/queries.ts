import type { Tx } from '#platform/store/db.ts'
import type { MaturityChoice } from './rules/maturity-choice.ts'
import type {} from './tables.ts'

export interface StoredRun {
  readonly runId: string
  readonly pack: string
  readonly packVersion: string
  readonly packContent: unknown
  readonly walkingSpeed: number
  readonly asOf: string
  readonly computedAt: Date
  readonly network: string
  readonly mark: string
  readonly inputsSha256: string
  readonly resultsSha256: string
  readonly generated: boolean
}

const RUN = [
  'run_id as runId',
  'pack',
  'pack_version as packVersion',
  'pack_content as packContent',
  'walking_speed as walkingSpeed',
  'as_of as asOf',
  'computed_at as computedAt',
  'network',
  'mark',
  'inputs_sha256 as inputsSha256',
  'results_sha256 as resultsSha256',
  'generated',
] as const

export async function selectLatestRun(tx: Tx, pack: string): Promise<StoredRun | undefined> {
  return await tx
    .selectFrom('diagnosis_run')
    .select(RUN)
    .where('pack', '=', pack)
    .orderBy('computed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function selectRun(tx: Tx, runId: string): Promise<StoredRun | undefined> {
  return await tx.selectFrom('diagnosis_run').select(RUN).where('run_id', '=', runId).executeTakeFirst()
}

export async function selectInput(tx: Tx, runId: string): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('diagnosis_input')
    .select('content')
    .where('run_id', '=', runId)
    .executeTakeFirst()
  return row?.content
}

export async function insertRun(
  tx: Tx,
  run: Omit<StoredRun, 'computedAt'>,
  content: Uint8Array,
): Promise<{ computedAt: Date }> {
  const { computed_at } = await tx
    .insertInto('diagnosis_run')
    .values({
      run_id: run.runId,
      pack: run.pack,
      pack_version: run.packVersion,
      pack_content: JSON.stringify(run.packContent),
      walking_speed: run.walkingSpeed,
      as_of: run.asOf,
      network: run.network,
      mark: run.mark,
      inputs_sha256: run.inputsSha256,
      results_sha256: run.resultsSha256,
      generated: run.generated,
    })
    .returning('computed_at')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('diagnosis_input')
    .values({ run_id: run.runId, content: Buffer.from(content) })
    .execute()
  return { computedAt: computed_at }
}

export interface Declaration {
  readonly communityId: string
  readonly kind: 'profile' | 'signature' | 'opt-out'
  readonly item: string
  readonly reason: string
  /** Account, else role; for the example its source. */
  readonly declaredBy: string
  readonly generated: boolean
}

/** What holds: of each community, kind and item the latest row, if it was not taken back. */
export async function selectDeclarations(tx: Tx): Promise<(Declaration & { declaredAt: Date })[]> {
  const rows = await tx
    .selectFrom('declaration')
    .distinctOn(['community_id', 'kind', 'item'])
    .select(['community_id as communityId', 'kind', 'item', 'reason', 'holds'])
    .select(['declared_at as declaredAt', 'declared_by as declaredBy', 'generated'])
    .orderBy('community_id')
    .orderBy('kind')
    .orderBy('item')
    .orderBy('declared_at', 'desc')
    .orderBy('declaration_id')
    .execute()
  // A community has one profile: the one declared last.
  rows.sort((a, b) => Number(a.declaredAt) - Number(b.declaredAt))
  return rows.filter(({ holds }) => holds)
}

export async function insertDeclaration(
  tx: Tx,
  row: Declaration & { declarationId: string; holds: boolean },
): Promise<void> {
  await tx
    .insertInto('declaration')
    .values({
      community_id: row.communityId,
      declaration_id: row.declarationId,
      kind: row.kind,
      item: row.item,
      holds: row.holds,
      reason: row.reason,
      declared_by: row.declaredBy,
      generated: row.generated,
    })
    .execute()
}

/** Changes whenever a declaration or a choice of classes is added; part of a run's mark. */
export async function selectDeclarationMark(tx: Tx): Promise<string> {
  const { declarations, choices } = await tx
    .selectNoFrom((from) => [
      from
        .selectFrom('declaration')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('declarations'),
      from
        .selectFrom('maturity_choice')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('choices'),
    ])
    .executeTakeFirstOrThrow()
  return `${declarations ?? 0}+${choices ?? 0}`
}

/** How the district classes communities by a pack; undefined where it takes the pack's own figures. */
export async function selectMaturityChoice(tx: Tx, pack: string): Promise<MaturityChoice | undefined> {
  const row = await tx
    .selectFrom('maturity_choice')
    .select('content')
    .where('pack', '=', pack)
    .orderBy('chosen_at', 'desc')
    .orderBy('choice_id')
    .limit(1)
    .executeTakeFirst()
  return (row?.content as MaturityChoice | null | undefined) ?? undefined
}

export async function insertMaturityChoice(
  tx: Tx,
  row: { choiceId: string; pack: string; content: MaturityChoice | null; reason: string; chosenBy: string },
): Promise<void> {
  await tx
    .insertInto('maturity_choice')
    .values({
      choice_id: row.choiceId,
      pack: row.pack,
      content: row.content && JSON.stringify(row.content),
      reason: row.reason,
      chosen_by: row.chosenBy,
    })
    .execute()
}
