import { Button, Checkbox, Input, Select } from 'antd'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import s from './edit.module.css'
import { words } from './edit-words.ts'
import { Part, type PartProps, statusOf } from './facility-fields.tsx'
import { useAreas } from './parts/use-areas.ts'

interface ServedFieldsProps extends PartProps {
  /** Where it lies, which it serves anyway. */
  readonly communityId: string | undefined
}

/** Which ages and which other communities it serves, and since when. */
export function ServedFields({ draft, errors, set, communityId }: ServedFieldsProps) {
  const w = useWords(words)
  const name = useName()
  const { byId } = useAreas()
  const others = [...byId.values()].filter(
    ({ level, areaId }) =>
      level === 'community' && (areaId !== communityId || draft.sharedWith.includes(areaId)),
  )
  return (
    <>
      <Part title={w.whom}>
        <Ages {...{ draft, errors, set }} />
        <Field id="shared" label={w.shared} hint={w.sharedHint} error={errors.sharedWith}>
          <Select
            id="shared"
            mode="multiple"
            aria-label={w.shared}
            {...statusOf(errors.sharedWith)}
            placeholder={w.chooseShared}
            showSearch={{ optionFilterProp: 'search' }}
            value={draft.sharedWith}
            onChange={(sharedWith) => set({ sharedWith })}
            options={others.map((area) => ({
              value: area.areaId,
              label: name(area.name),
              search: `${area.name.zh} ${area.name.en} ${area.areaId}`,
            }))}
          />
        </Field>
      </Part>
      <Part title={w.life}>
        <Field id="opened" label={w.openedOn} hint={w.openedHint} error={errors.openedOn}>
          <Input
            id="opened"
            type="date"
            className={s.day!}
            {...statusOf(errors.openedOn)}
            value={draft.openedOn ?? ''}
            onChange={(event) => set({ openedOn: event.target.value || null })}
          />
        </Field>
      </Part>
    </>
  )
}

/** Ages as usual for the kind, unless others are ticked. */
function Ages({ draft, errors, set }: PartProps) {
  const w = useWords(words)
  const kind = facilityKinds.get(draft.kind)
  const usual = kind?.ageBands ?? []
  const tick = (bands: string[]) => {
    const isUsual = bands.length === usual.length && bands.every((band) => usual.includes(band))
    set({ ageBands: isUsual ? null : AGE_BANDS.filter((band) => bands.includes(band)) })
  }
  const hint =
    draft.ageBands === null ? (
      kind ? (
        w.agesOfKind
      ) : (
        w.needKind
      )
    ) : (
      <>
        {w.agesOwn}{' '}
        <Button type="link" size="small" className={s.back!} onClick={() => set({ ageBands: null })}>
          {w.agesBack}
        </Button>
      </>
    )
  return (
    <Field label={w.ages} hint={hint} error={errors.ageBands}>
      <Checkbox.Group
        className={s.ages!}
        disabled={!kind}
        value={[...(draft.ageBands ?? usual)]}
        onChange={tick}
        options={AGE_BANDS.map((band) => ({ value: band as string, label: w.ageBand(band) }))}
      />
    </Field>
  )
}
