import { dayOf } from '#core/schedule/day.ts'
import { resultsAfter } from '#district/diagnosis/read.ts'
import { factsAsOf } from '#foundation/evidence/read.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Attribute } from '../contract.ts'
import { selectDecided } from '../queries/libraries.ts'
import { selectRuleSets } from '../queries/library-rounds.ts'
import { selectGround } from '../queries/list.ts'
import { stateOf } from '../rules/libraries.ts'
import type { LibraryRule } from '../rules/library-pack.ts'
import { dryRun, type Edit, edited, type LibrarySubject } from '../rules/library-rules.ts'
import { libraryPack, milestonePack } from '../rules/packs.ts'
import { milestonesOn } from './programme.ts'

/** Where a project can be, by name. */
export const STATES = [...libraryPack.libraries, libraryPack.exited, libraryPack.none].map(
  ({ id, name }) => ({
    id,
    name,
  }),
)

/** What the pack says is the first version, until and after it is stored. */
export const FIRST = { version: 1, rules: libraryPack.rules, note: libraryPack.document, madeRole: 'system' }

/** The version in force, and every one there was, latest first. */
export async function ruleSets(tx: Tx) {
  const stored = await selectRuleSets(tx)
  // The first is the pack's, whenever it was stored.
  const sets = stored.map((set) => ({ ...set, madeOn: set.version === 1 ? null : set.madeOn }))
  const versions = sets.length > 0 ? sets : [{ ...FIRST, madeOn: null }]
  return { ...versions[0]!, versions }
}

/** Every project of the district as the rules judge it on a day; of facts, those that the rules ask for. */
export async function subjectsOn(
  tx: Tx,
  rules: readonly LibraryRule[],
  asOf: string,
): Promise<(LibrarySubject & { readonly name: { readonly zh: string; readonly en: string } })[]> {
  const { projects, rows } = await selectGround(tx, milestonePack.area, { asOf, withGenerated: true })
  const decided = await selectDecided(tx, asOf)
  const results = await latestResults(tx)
  const facts = await factsOf(tx, rules, asOf, [...new Set(projects.map((one) => one.community_id))])
  const stands = await milestonesOn(tx, { asOf, withGenerated: true })
  const own = Map.groupBy(rows, (row) => row.project_id)
  return projects.map(({ project_id: projectId, community_id: communityId, name_zh, name_en }) => {
    // Rows come in the order of their days: the last that holds counts.
    const held = (own.get(projectId) ?? []).filter(({ holdsFrom }) => holdsFrom <= asOf)
    const attributes = new Map(held.map((row) => [row.attribute as Attribute, row]))
    const decision = decided.get(projectId)
    const stage = attributes.get('stage')
    return {
      ...{ projectId, communityId, attributes, name: { zh: name_zh, en: name_en } },
      state: stateOf(
        stage ? { value: stage.value, from: stage.holdsFrom } : null,
        decision ? { value: decision.to_state, from: decision.decided_on } : null,
      ),
      result: results.get(communityId) ?? null,
      facts: facts(communityId, projectId),
      open: stands
        .filter((row) => row.subjectId === projectId && row.due < asOf && row.state !== 'met')
        .map(({ milestoneId, due, report }) => ({
          milestoneId,
          days: dayOf(asOf) - dayOf(due),
          reportId: report?.reportId ?? null,
        })),
    }
  })
}

/** Packs that towns and villages are measured by. */
const PACKS = ['zhejiang-33', 'rural-nine']
const EVER = '0001-01-01'

/** Of each community its result in the latest stored run, by community. */
async function latestResults(tx: Tx) {
  const found = new Map<string, NonNullable<LibrarySubject['result']>>()
  for (const pack of PACKS) {
    const latest = await resultsAfter(tx, pack, EVER)
    for (const [communityId, result] of latest?.results ?? [])
      found.set(communityId, { runId: latest!.run.runId, asOf: latest!.run.asOf, ...result })
  }
  return found
}

/** What is told of a project, or else of its lead community, by term. */
async function factsOf(tx: Tx, rules: readonly LibraryRule[], asOf: string, communityIds: readonly string[]) {
  const asked = rules.flatMap(({ conditions }) =>
    conditions.flatMap((one) => (one.kind === 'fact' ? [one.term] : [])),
  )
  const found = new Map<
    string,
    [string, LibrarySubject['facts'] extends ReadonlyMap<string, infer F> ? F : never][]
  >()
  for (const term of new Set(asked))
    for (const fact of await factsAsOf(tx, { holdsOn: asOf }, { term, communityIds })) {
      const { factId, communityId, value, validFrom: day, grade, generated } = fact
      const key = `${fact.subjectKind} ${fact.subjectId}`
      found.set(key, [
        ...(found.get(key) ?? []),
        [term, { value, factId, communityId, day, grade, generated }],
      ])
    }
  return (communityId: string, projectId: string) =>
    new Map([...(found.get(`community ${communityId}`) ?? []), ...(found.get(`project ${projectId}`) ?? [])])
}

/** What a draft would say of every project, against the rules in force. */
export async function trial(tx: Tx, edits: readonly Edit[], asOf: string) {
  const { version, rules } = await ruleSets(tx)
  const draft = edited(rules, edits, '')
  const subjects = await subjectsOn(tx, rules, asOf)
  const names = new Map(subjects.map(({ projectId, name }) => [projectId, name]))
  return {
    ...{ version, asOf },
    rows: dryRun(rules, draft, subjects).map(({ subject, rule, now, drafted }) => ({
      ...{ projectId: subject.projectId, name: names.get(subject.projectId)!, state: subject.state },
      ...{
        ruleId: rule.id,
        now: now.outcome,
        drafted: drafted.outcome,
        findings: drafted.findings.map(shown),
      },
    })),
  }
}

type Findings = ReturnType<typeof dryRun>[number]['now']['findings']
/** As a reply has it. */
export const shown = ({ range, ...finding }: Findings[number]) => ({ ...finding, range: range && [...range] })
