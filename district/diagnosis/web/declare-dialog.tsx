import { Input, Modal, Radio, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import {
  type CommunityDeclarations,
  type Declared,
  declareChoice,
  previewDeclaration,
} from '#district/diagnosis/contract/choices.ts'
import { api, useForgetReplies, useReadIf } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { refusalOf } from '#platform/ui/refusal.ts'
import { choiceWords } from './choice-words.ts'
import s from './choices.module.css'
import { StandingChange } from './standing-change.tsx'

interface DeclareDialogProps {
  readonly communityId: string
  /** What is taken back, or something new; closed without either. */
  readonly open?: Declared | 'new'
  readonly items: CommunityDeclarations['items']
  readonly onClose: () => void
}

/** Declare one thing, or take one back, with a reason; what it would change is shown before it is saved. */
export function DeclareDialog({ communityId, open, items, onClose }: DeclareDialogProps) {
  const w = useWords(choiceWords)
  const formId = useId()
  const [saving, setSaving] = useState(false)
  const isNew = open === 'new'
  return (
    <Modal
      open={open !== undefined}
      title={isNew ? w.declareTitle : w.takeBackTitle}
      okText={isNew ? w.save : w.saveBack}
      cancelText={w.cancel}
      confirmLoading={saving}
      okButtonProps={{ htmlType: 'submit', form: formId }}
      onCancel={onClose}
      destroyOnHidden
      width={620}
    >
      {open && (
        <DeclareForm
          {...{ formId, communityId, items, setSaving }}
          {...(open !== 'new' && { takenBack: open })}
          onDone={onClose}
        />
      )}
    </Modal>
  )
}

interface DeclareFormProps extends Pick<DeclareDialogProps, 'communityId' | 'items'> {
  readonly formId: string
  readonly takenBack?: Declared
  readonly setSaving: (saving: boolean) => void
  readonly onDone: () => void
}

function DeclareForm({ formId, communityId, items, takenBack, setSaving, onDone }: DeclareFormProps) {
  const w = useWords(choiceWords)
  const name = useName()
  const forget = useForgetReplies()
  const [kind, setKind] = useState(takenBack?.kind ?? 'signature')
  const [item, setItem] = useState(takenBack?.item ?? '')
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<unknown>()
  const wanted = { kind, item, holds: !takenBack }
  const preview = useReadIf(item !== '', previewDeclaration, { params: { communityId }, query: wanted })
  const refused = refusalOf(wrong)
  const unfit = refusalOf(preview.error)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    setWrong(undefined)
    try {
      await api(declareChoice, { params: { communityId }, body: { ...wanted, reason } })
      await forget()
      onDone()
    } catch (error) {
      setWrong(error)
    }
    setSaving(false)
  }

  return (
    <form id={formId} className={s.form} onSubmit={save} noValidate>
      {takenBack ? (
        <p>
          <b>{name(takenBack.name)}</b>
        </p>
      ) : (
        <>
          <Field label={w.kind}>
            <Radio.Group
              value={kind}
              onChange={({ target }) => {
                setKind(target.value)
                setItem('')
              }}
              options={[
                { value: 'signature', label: w.oneSignature },
                { value: 'opt-out', label: w.oneOptOut },
                { value: 'profile', label: w.oneProfile },
              ]}
            />
          </Field>
          <Field label={w.item} id={`${formId}-item`} error={refused?.at('item') ?? unfit?.at('item')}>
            <Select
              id={`${formId}-item`}
              showSearch={{ optionFilterProp: 'label' }}
              value={item || null}
              placeholder={w.chooseItem}
              onChange={(chosen) => {
                setItem(chosen)
                setWrong(undefined)
              }}
              options={items[kind].map(({ id, name: label }) => ({ value: id, label: name(label) }))}
            />
          </Field>
        </>
      )}
      <Field label={w.reason} id={`${formId}-reason`} error={refused?.at('reason')}>
        <Input.TextArea
          id={`${formId}-reason`}
          rows={2}
          maxLength={400}
          value={reason}
          placeholder={w.reasonHint}
          onChange={({ target }) => setReason(target.value)}
        />
      </Field>
      {refused && !refused.hasFields && (
        <p className={s.wrong} role="alert">
          {refused.sentence ?? w.lost}
        </p>
      )}
      <StandingChange
        change={preview.data}
        pending={preview.isFetching}
        optOut={kind === 'opt-out' && !takenBack}
      />
    </form>
  )
}
