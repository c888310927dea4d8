import { Link } from '@tanstack/react-router'
import { listFacilities } from '#foundation/place/contract.ts'
import { BY_HAND } from '#foundation/place/rules/facility-entry.ts'
import { rolesWith, useRoles } from '#platform/ui/account/use-roles.ts'
import { useReadIf } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import s from './edit.module.css'
import { words } from './edit-words.ts'
import { FacilityForm } from './facility-form.tsx'
import { useMay } from './parts/use-may.ts'

const DEFAULTS = { community: '', facility: '' }

/** Enter a facility by hand, or change the one that the address names. */
export function Page() {
  const w = useWords(words)
  const name = useName()
  const [{ community, facility }] = useUrlState(DEFAULTS)
  const found = useReadIf(facility !== '', listFacilities, { query: { facilityId: facility } })
  if (found.error) throw found.error
  const before = found.data?.rows.find(({ communityId }) => !community || communityId === community)
  return (
    <PageFrame
      title={facility ? w.edit : w.add}
      under={
        facility ? (
          before && (
            <span {...figures('wording')}>
              {name(before.name)} · {before.source === BY_HAND ? w.byHand : w.imported(before.source)}
            </span>
          )
        ) : (
          <span {...figures('wording')}>{w.addWhy}</span>
        )
      }
      over={<Link to="/facilities">{w.register}</Link>}
    >
      <Notice communityId={before?.communityId} />
      {facility && found.isPending && <Loading />}
      {facility && found.data && !before && <Empty title={w.missing} why={w.missingWhy} />}
      {(!facility || before) && <FacilityForm key={facility} before={before} />}
    </PageFrame>
  )
}

/** Who may do this, where the reader may not. */
function Notice({ communityId }: { communityId: string | undefined }) {
  const w = useWords(words)
  const roles = useRoles()
  const may = useMay()
  if (!may('place.edit', communityId)) return null
  const isLacking = may('place.edit') !== undefined
  return (
    <div className={s.notice}>
      <h2>{isLacking ? w.needRight : w.outside}</h2>
      <p>{isLacking ? w.needRightWhy(roles(rolesWith('place.edit'))) : w.outsideWhy}</p>
    </div>
  )
}
