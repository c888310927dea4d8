import { sql } from 'kysely'
import type { Tx } from '#platform/store/db.ts'
import type { WantedDeclaration } from '../rules/declaration.ts'
import type { MaturityChoice } from '../rules/maturity-choice.ts'
import type {} from '../tables.ts'

/** A declaration as it was made; with `holds` false it took an earlier one back. */
export interface Declaration extends WantedDeclaration {
  readonly communityId: string
  readonly declarationId: string
  readonly declaredBy: string
  /** null for the example district. */
  readonly declaredRole: string | null
  readonly declaredAt: Date
  readonly generated: boolean
}

/** Everything ever declared, by all or by one community, oldest first. */
export async function selectDeclarations(tx: Tx, communityId?: string): Promise<Declaration[]> {
  return await tx
    .selectFrom('declaration')
    .select([
      'community_id as communityId',
      'declaration_id as declarationId',
      'kind',
      'item',
      'holds',
      'reason',
      'declared_by as declaredBy',
      'declared_role as declaredRole',
      'declared_at as declaredAt',
      'generated',
    ])
    .$if(communityId !== undefined, (query) => query.where('community_id', '=', communityId!))
    .orderBy('community_id')
    .orderBy('declared_at')
    .orderBy('item')
    .orderBy('declaration_id')
    .execute()
}

/** A number of our own among the database's advisory locks. */
const DECLARING = 20_820

/** Until the end of the transaction nobody else declares anything for the community. */
export async function lockDeclarations(tx: Tx, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${communityId}, ${DECLARING}))`.execute(tx)
}

export async function insertDeclaration(tx: Tx, row: Omit<Declaration, 'declaredAt'>): Promise<void> {
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
      declared_role: row.declaredRole,
      // Not when the transaction began: who waited for the lock declares later than whom it waited for.
      declared_at: sql`clock_timestamp()`,
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

/** A choice of classes as it was made; without content it went back to the pack's own figures. */
export interface StoredChoice {
  readonly choiceId: string
  readonly content: MaturityChoice | null
  readonly reason: string
  readonly chosenBy: string
  readonly chosenRole: string | null
  readonly chosenAt: Date
}

/** Every choice of classes for a pack, newest first; the first holds. */
export async function selectMaturityChoices(tx: Tx, pack: string): Promise<StoredChoice[]> {
  const rows = await tx
    .selectFrom('maturity_choice')
    .select([
      'choice_id as choiceId',
      'content',
      'reason',
      'chosen_by as chosenBy',
      'chosen_role as chosenRole',
      'chosen_at as chosenAt',
    ])
    .where('pack', '=', pack)
    .orderBy('chosen_at', 'desc')
    .orderBy('choice_id')
    .execute()
  return rows as StoredChoice[]
}

export async function insertMaturityChoice(
  tx: Tx,
  pack: string,
  row: Omit<StoredChoice, 'chosenAt'>,
): Promise<void> {
  await tx
    .insertInto('maturity_choice')
    .values({
      choice_id: row.choiceId,
      pack,
      content: row.content && JSON.stringify(row.content),
      reason: row.reason,
      chosen_by: row.chosenBy,
      chosen_role: row.chosenRole,
    })
    .execute()
}
