import { useState } from 'react'
import { addFacility, saveFacility } from '#foundation/place/contract/facility.ts'
import { listFacilities, type RegisteredFacility } from '#foundation/place/contract.ts'
import { objectionsTo, tidied } from '#foundation/place/rules/facility-entry.ts'
import type { Ground } from '#foundation/place/rules/ground.ts'
import { ProblemError } from '#platform/http/client.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { type Draft, draftOf, EMPTY, entryFrom, isMoved } from './draft.ts'
import { words } from './edit-words.ts'
import type { Errors } from './facility-fields.tsx'
import { useAreas } from './parts/use-areas.ts'

/** The controls of the form by field, as they stand one below the other. */
const CONTROLS: Readonly<Record<string, string>> = {
  ...{ kind: 'kind', 'name.zh': 'name-zh', 'name.en': 'name-en', lon: 'lon', lat: 'lat' },
  ...{ areaM2: 'area', capacity: 'capacity', capacityUnit: 'unit', hours: 'hours', floor: 'floor' },
  ...{ sharedWith: 'shared', openedOn: 'opened' },
}

/** The first control that is refused is brought into view, ready to be corrected. */
function goToFirst(errors: Errors): void {
  const first = Object.keys(CONTROLS).find((field) => errors[field])
  const control = first && document.getElementById(CONTROLS[first]!)
  if (!control) return
  control.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
}

type Deed = 'added' | 'saved' | 'closedNow' | 'openNow'

export type FacilityForm = ReturnType<typeof useFacilityForm>

const startOf = (facility: RegisteredFacility | undefined) => (facility ? draftOf(facility) : EMPTY)

/** The state of the form: what is typed, what is on record, why it is refused, and sending it. */
export function useFacilityForm(before: RegisteredFacility | undefined, ground: Ground | undefined) {
  const w = useWords(words)
  const objections = useObjections(ground)
  const forget = useForgetReplies()
  const [facility, setFacility] = useState(before)
  const [start, setStart] = useState(() => startOf(before))
  const [draft, setDraft] = useState(start)
  const [errors, setErrors] = useState<Errors>({})
  const [isOutdated, setOutdated] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [done, setDone] = useState<{ what: Deed; facility: RegisteredFacility }>()

  const refuse = (found: Errors, outdated = false) => {
    setErrors(found)
    setOutdated(outdated)
    goToFirst(found)
  }
  const restart = (next: Draft) => {
    setStart(next)
    setDraft(next)
    setErrors({})
    setOutdated(false)
  }
  /** Goes on with a facility as it is on record after a deed. */
  const keep = async (after: RegisteredFacility, what: Deed) => {
    // Who enters one facility often enters another of its kind.
    if (facility) setFacility(after)
    restart(facility ? draftOf(after) : { ...EMPTY, kind: after.kind })
    setDone({ what, facility: after })
    await forget()
    scrollTo({ top: 0 })
  }
  const reload = async () => {
    const { rows } = await api(listFacilities, { query: { facilityId: facility!.facilityId } })
    const after = rows.find(({ communityId }) => communityId === facility!.communityId)
    if (!after) return
    setFacility(after)
    restart(draftOf(after))
  }
  const send = async () => {
    setDone(undefined)
    const found = objections(draft, facility)
    refuse(found)
    const body = entryFrom(draft, facility)
    if (!body || Object.keys(found).length > 0) return
    setBusy(true)
    try {
      if (!facility) await keep(await api(addFacility, { body }), 'added')
      else {
        const { communityId, facilityId, revision } = facility
        const input = { params: { communityId, facilityId }, body: { ...body, revision } }
        await keep(await api(saveFacility, input), 'saved')
      }
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : undefined
      refuse(problem ? errorsOf(problem) : { form: w.lost }, problem?.code === 'FACILITY_CHANGED')
    }
    setBusy(false)
  }
  return {
    ...{ draft, facility, errors, isOutdated, isBusy, done, keep, reload, send },
    isUnsaved: JSON.stringify(draft) !== JSON.stringify(start),
    set: (patch: Partial<Draft>) => {
      setDraft((now) => ({ ...now, ...patch }))
      setErrors((now) => withoutThose(now, patch))
    },
  }
}

/** What was refused of a field is not said of what it is changed to; a place is two fields. */
function withoutThose(errors: Errors, patch: Partial<Draft>): Errors {
  const isChanged = (field: string) =>
    field.split('.')[0]! in patch || (field === 'lon' && patch.lat !== undefined)
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !isChanged(field)))
}

/** What the page can tell without asking: the server judges by the same rules, and by more. */
function useObjections(ground: Ground | undefined) {
  const w = useWords(words)
  const name = useName()
  const { byId } = useAreas()
  return (draft: Draft, facility: RegisteredFacility | undefined): Errors => {
    const entry = entryFrom(draft, facility)
    const faults = entry
      ? objectionsTo(tidied(entry), {
          communityId: !isMoved(draft, facility)
            ? facility?.communityId
            : ground
              ? ground.communityAt(entry.lon, entry.lat)
              : '',
          isCommunity: (areaId) => byId.get(areaId)?.level === 'community',
          closedOn: facility?.closedOn ?? null,
        })
      : []
    return {
      ...Object.fromEntries(faults.map(({ field, reason }) => [field, name(reason)])),
      ...(!entry && { lon: w.placeNeeded }),
      ...(!draft.kind && { kind: w.kindNeeded }),
      ...(!draft.name.zh.trim() && { 'name.zh': w.nameNeeded }),
    }
  }
}

/** The server's refusal by field; what names none stands below the form. */
function errorsOf({ title, faults = [] }: ProblemError['problem']): Errors {
  const errors: Record<string, string> = {}
  for (const { field, reason } of faults) errors[field ?? 'form'] ??= reason
  return faults.length > 0 ? errors : { form: title }
}
