import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type FormEvent, lazy, Suspense, useMemo } from 'react'
import type { RegisteredFacility } from '#foundation/place/contract.ts'
import { ActionButton } from '#platform/ui/action-button.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { Loading } from '#platform/ui/states.tsx'
import { UnsavedGuard } from '#platform/ui/unsaved-guard.tsx'
import { Closing } from './closing.tsx'
import { isMoved, pointed } from './draft.ts'
import s from './edit.module.css'
import { words } from './edit-words.ts'
import { SizeFields, WhatFields } from './facility-fields.tsx'
import { facilitySearch } from './parts/paths.ts'
import { useAreas } from './parts/use-areas.ts'
import { useMay } from './parts/use-may.ts'
import { PlaceFields } from './place-fields.tsx'
import { ServedFields } from './served-fields.tsx'
import { type FacilityForm as Form, useFacilityForm } from './use-facility-form.ts'
import { useGround } from './use-ground.ts'

const PlaceMap = lazy(async () => ({ default: (await import('./place-map.tsx')).PlaceMap }))

/** What a map shows around a place, in degrees: some 400 m to each side. */
const AROUND = 0.004

/** A facility to be entered, or changed where there is one: fields on the left, its place on the map beside them. */
export function FacilityForm({ before }: { readonly before: RegisteredFacility | undefined }) {
  const w = useWords(words)
  const { district } = useAreas()
  const may = useMay()
  const located = useGround()
  const form = useFacilityForm(before, located?.ground)
  const { draft, facility, errors, set } = form
  const there = !isMoved(draft, facility)
    ? facility?.communityId
    : draft.lon === null || draft.lat === null
      ? undefined
      : located?.ground.communityAt(draft.lon, draft.lat)
  const why = may('place.edit', facility?.communityId)
  const box = useMemo(
    () =>
      before
        ? [before.lon - AROUND, before.lat - AROUND, before.lon + AROUND, before.lat + AROUND]
        : (district?.box ?? [121.4, 29.6, 121.9, 30]),
    [before, district],
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    void form.send()
  }
  return (
    <>
      <UnsavedGuard unsaved={form.isUnsaved} />
      <Done form={form} />
      <div className={s.columns}>
        <div className={s.left}>
          <form
            className={`panel ${s.form}`}
            onSubmit={send}
            noValidate
            aria-label={facility ? w.edit : w.add}
          >
            <WhatFields {...{ draft, errors, set }} />
            <PlaceFields {...{ draft, errors, set }} there={there} own={facility?.communityId} />
            <SizeFields {...{ draft, errors, set }} />
            <ServedFields {...{ draft, errors, set }} communityId={there} />
            <Failed form={form} />
            <div className={s.buttons}>
              <ActionButton type="primary" htmlType="submit" loading={form.isBusy} why={why}>
                {facility ? w.save : w.add}
              </ActionButton>
              <Link to="/facilities">{w.cancel}</Link>
            </div>
          </form>
          {facility && (
            <Closing
              facility={facility}
              why={why ?? (form.isUnsaved ? w.saveFirst : undefined)}
              onDone={(after) => form.keep(after, after.closedOn === null ? 'openNow' : 'closedNow')}
            />
          )}
        </div>
        <section className={`panel ${s.map}`} aria-label={w.map}>
          <Suspense fallback={<Loading />}>
            <PlaceMap
              {...{ box, lon: draft.lon, lat: draft.lat, kind: draft.kind, communityId: there }}
              ground={located}
              facilityId={facility?.facilityId}
              onPlace={(lon, lat) => set(pointed(lon, lat))}
            />
          </Suspense>
        </section>
      </div>
    </>
  )
}

/** What has just been done, and where it can be seen. */
function Done({ form: { done, facility } }: { form: Form }) {
  const w = useWords(words)
  const name = useName()
  if (!done) return null
  const { facilityId, communityId } = done.facility
  return (
    <p className={s.done} role="status" {...figures('wording')}>
      <b>{done.what === 'added' ? w.added(name(done.facility.name)) : w[done.what]}</b>
      <Link to="/facilities" search={facilitySearch(facilityId) as never}>
        {w.seeInList}
      </Link>
      {!facility && (
        <Link to="/facilities/edit" search={{ community: communityId, facility: facilityId } as never}>
          {w.changeIt}
        </Link>
      )}
    </p>
  )
}

/** What was refused as a whole. */
function Failed({ form: { errors, isOutdated, reload } }: { form: Form }) {
  const w = useWords(words)
  const sentence = errors.form ?? (Object.keys(errors).length > 0 ? w.notYet : undefined)
  if (!sentence) return null
  return (
    <div className={s.failed} role="alert">
      <p>{sentence}</p>
      {isOutdated && <Button onClick={() => void reload()}>{w.reload}</Button>}
    </div>
  )
}
