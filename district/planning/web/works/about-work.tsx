import { Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { haversineM } from '#core/geo/projection.ts'
import { listFacilities } from '#foundation/place/contract.ts'
import { facilitySearch } from '#foundation/place/web/parts/paths.ts'
import { useReadIf } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import type { Refusal } from '#platform/ui/refusal.ts'
import type { Work } from '../../contract/works.ts'
import { unitRoles } from '../../rules/works/kinds.ts'
import { words as whatIfWords } from '../words.ts'
import { useWorkTexts } from './use-work-texts.ts'
import { words } from './words.ts'
import type { WorkDraft } from './work-draft.ts'
import s from './work-page.module.css'

/** What it does, who answers for it, and when it is planned. */
export function AboutWork({ work }: { work: Work }) {
  const w = useWords(words)
  const n = useNumbers()
  const texts = useWorkTexts()
  const { scheme } = work
  return (
    <dl className={s.facts} {...figures('record')}>
      <dt>{w.does}</dt>
      <dd>
        <Changes work={work} />
      </dd>
      <dt>{w.intervention}</dt>
      <dd>
        {texts.intervention(work.interventionId)}
        {work.digs && <span className="quiet"> · {w.digs}</span>}
      </dd>
      <dt>{w.unit}</dt>
      <dd>
        {work.unit || texts.role(work.unitRole)}
        {work.unit && <span className="quiet"> · {texts.role(work.unitRole)}</span>}
      </dd>
      <dt>{w.period}</dt>
      <dd>
        {n.day(work.plannedFrom)} – {n.day(work.plannedTo)}
      </dd>
      {scheme && (
        <>
          <dt>{w.scheme}</dt>
          <dd>
            <Link to="/what-if" search={{ scheme: `${scheme.areaId}/${scheme.schemeId}` } as never}>
              {w.schemeRevision(n.count(scheme.revision))}
            </Link>
          </dd>
        </>
      )}
      {(work.builtFacilityId || work.state === 'built') && (
        <>
          <dt>{w.became}</dt>
          <dd>
            <Became facilityId={work.builtFacilityId} />
          </dd>
        </>
      )}
      {work.note && (
        <>
          <dt>{w.note}</dt>
          <dd className={s.note}>{work.note}</dd>
        </>
      )}
    </dl>
  )
}

function Changes({ work }: { work: Work }) {
  const w = useWords(whatIfWords)
  const n = useNumbers()
  const texts = useWorkTexts()
  return (
    <ul>
      {work.changes.map((change) => {
        const size = [
          'areaM2' in change && change.areaM2 !== null && `${n.value(change.areaM2)} m²`,
          'capacity' in change && change.capacity !== null && `${w.capacity} ${n.value(change.capacity)}`,
        ].filter(Boolean)
        return (
          <li key={`${change.kind} ${change.facilityId}`}>
            {w[change.kind]}
            {' · '}
            {change.kind === 'add' ? (
              `${change.name} · ${texts.kind(change.facilityKind)}`
            ) : (
              <Became facilityId={change.facilityId} />
            )}
            {size.length > 0 && ` · ${size.join(' · ')}`}
          </li>
        )
      })}
    </ul>
  )
}

/** A facility of the register by its name. */
function Became({ facilityId }: { facilityId: string | null }) {
  const w = useWords(words)
  const name = useName()
  const { data } = useReadIf(facilityId !== null, listFacilities, { query: { facilityId: facilityId ?? '' } })
  if (facilityId === null) return <span className="quiet">{w.notLinked}</span>
  const [facility] = data?.rows ?? []
  return (
    <Link to="/facilities" search={facilitySearch(facilityId) as never}>
      {facility ? name(facility.name) : facilityId}
    </Link>
  )
}

interface AboutFieldsProps {
  readonly work: Work
  readonly draft: WorkDraft
  readonly change: (patch: Partial<WorkDraft>) => void
  readonly faults: Refusal | undefined
}

export function AboutFields({ work, draft, change, faults }: AboutFieldsProps) {
  const w = useWords(words)
  const name = useName()
  return (
    <div className={s.fields}>
      <Field id="work-name" label={w.name}>
        <Input
          id="work-name"
          maxLength={80}
          value={draft.name}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Field>
      <div className={s.pair}>
        <Field id="work-role" label={w.unitRole} error={faults?.at('unitRole')}>
          <Select
            id="work-role"
            value={draft.unitRole}
            onChange={(unitRole) => change({ unitRole })}
            options={[...unitRoles.values()].map((role) => ({ value: role.id, label: name(role.name) }))}
          />
        </Field>
        <Field id="work-unit" label={w.unitName}>
          <Input
            id="work-unit"
            maxLength={200}
            value={draft.unit}
            onChange={({ target }) => change({ unit: target.value })}
          />
        </Field>
        <Field id="work-from" label={w.start}>
          <Input
            id="work-from"
            type="date"
            value={draft.plannedFrom}
            onChange={({ target }) => target.value && change({ plannedFrom: target.value })}
          />
        </Field>
        <Field
          id="work-to"
          label={w.finish}
          error={draft.plannedTo < draft.plannedFrom ? w.endsFirst : faults?.at('plannedTo')}
        >
          <Input
            id="work-to"
            type="date"
            value={draft.plannedTo}
            onChange={({ target }) => target.value && change({ plannedTo: target.value })}
          />
        </Field>
      </div>
      <Field id="work-became" label={w.became} error={faults?.at('builtFacilityId')}>
        <NearFacility
          work={work}
          value={draft.builtFacilityId}
          onChange={(builtFacilityId) => change({ builtFacilityId })}
        />
      </Field>
      <Field id="work-note" label={w.note}>
        <Input.TextArea
          id="work-note"
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={draft.note}
          onChange={({ target }) => change({ note: target.value })}
        />
      </Field>
    </div>
  )
}

interface NearFacilityProps {
  readonly work: Work
  readonly value: string | null
  readonly onChange: (facilityId: string | null) => void
}

/** A facility of its kind in its community, the nearest first. */
function NearFacility({ work, value, onChange }: NearFacilityProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { communityId, facilityKind: kind, lon, lat } = work
  const { data } = useReadIf(true, listFacilities, { query: { communityId, kind, limit: 200 } })
  const near = (data?.rows ?? [])
    .filter((facility) => facility.communityId === communityId)
    .map((facility) => ({ facility, metres: haversineM(lon, lat, facility.lon, facility.lat) }))
    .sort((a, b) => a.metres - b.metres)
  return (
    <Select
      id="work-became"
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? ''}
      onChange={(facilityId) => onChange(facilityId || null)}
      options={[
        { value: '', label: w.notLinked },
        ...near.map(({ facility, metres }) => ({
          value: facility.facilityId,
          label: `${name(facility.name)} · ${w.metres(n.metres(metres))}`,
        })),
      ]}
    />
  )
}
