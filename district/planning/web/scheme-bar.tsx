import { CopyOutlined, FolderOpenOutlined, SaveOutlined } from '@ant-design/icons'
import { App, Button, Drawer, Input } from 'antd'
import { memo, useEffect, useState } from 'react'
import { ProblemError } from '#platform/http/client.ts'
import { api, useForgetReplies, useReadIf } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { createScheme, readScheme, type Scheme, saveScheme } from '../contract.ts'
import s from './scheme-bar.module.css'
import { SchemeList } from './scheme-list.tsx'
import type { WhatIf, WhatIfState } from './what-if.ts'
import { words } from './words.ts'
import { MakeWorks } from './works/make-works.tsx'

interface SchemeBarProps {
  readonly whatIf: WhatIf
  readonly state: WhatIfState
  /** `area/id` of the scheme that is open; empty for one that is not saved. */
  readonly scheme: string
  readonly onScheme: (scheme: string) => void
}

export const schemeKey = ({ areaId, schemeId }: { areaId: string; schemeId: string }) =>
  `${areaId}/${schemeId}`
const paramsOf = (key: string) => {
  const [areaId = '', schemeId = ''] = key.split('/')
  return { areaId, schemeId }
}

/** The scheme that is worked on: its name, saving it, opening another, its link. */
export const SchemeBar = memo(function SchemeBar({ whatIf, state, scheme, onScheme }: SchemeBarProps) {
  const w = useWords(words)
  const { message } = App.useApp()
  const forget = useForgetReplies()
  const [isListOpen, setListOpen] = useState(false)
  const [name, setName] = useState('')
  const [saved, setSaved] = useState<Scheme>()
  const [isSaving, setSaving] = useState(false)
  const stored = useReadIf(scheme !== '' && saved?.schemeId !== paramsOf(scheme).schemeId, readScheme, {
    params: paramsOf(scheme),
  })
  useEffect(() => {
    if (!stored.data) return
    setSaved(stored.data)
    setName(stored.data.name)
    whatIf.load(stored.data.changes)
  }, [stored.data, whatIf])

  const changes = state.changes as Scheme['changes']
  const isUnsaved = saved
    ? JSON.stringify(changes) !== JSON.stringify(saved.changes) || name !== saved.name
    : changes.length > 0
  async function save(asCopy: boolean) {
    setSaving(true)
    const body = { name: name.trim() || w.unnamed, note: saved?.note ?? '', changes }
    try {
      const kept =
        saved && !asCopy
          ? await api(saveScheme, { params: paramsOf(scheme), body: { ...body, revision: saved.revision } })
          : await api(createScheme, { body })
      setSaved(kept)
      setName(kept.name)
      onScheme(schemeKey(kept))
      void message.success(w.saved)
      await forget()
    } catch (error) {
      void message.error(error instanceof ProblemError ? error.message : String(error))
    } finally {
      setSaving(false)
    }
  }
  function fresh() {
    setSaved(undefined)
    setName('')
    whatIf.load([])
    onScheme('')
  }
  const copyLink = async () => {
    await navigator.clipboard.writeText(window.location.href)
    void message.success(w.copied)
  }
  return (
    <div className={s.bar}>
      <Input
        aria-label={w.name}
        placeholder={w.unnamed}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className={`${s.buttons} no-print`}>
        <Button
          type={isUnsaved ? 'primary' : 'default'}
          icon={<SaveOutlined />}
          loading={isSaving}
          disabled={!isUnsaved}
          onClick={() => void save(false)}
        >
          {w.save}
        </Button>
        <Button icon={<FolderOpenOutlined />} onClick={() => setListOpen(true)}>
          {w.openScheme}
        </Button>
        {saved && (
          <>
            <Button icon={<CopyOutlined />} disabled={isSaving} onClick={() => void save(true)}>
              {w.saveAs}
            </Button>
            <Button onClick={() => void copyLink()}>{w.copyLink}</Button>
            <MakeWorks scheme={saved} isUnsaved={isUnsaved} />
          </>
        )}
      </div>
      {isUnsaved && <p className="quiet small">{w.unsaved}</p>}
      <Drawer
        open={isListOpen}
        onClose={() => setListOpen(false)}
        title={w.schemes}
        size={420}
        destroyOnHidden
        closable={{ 'aria-label': w.dismiss }}
      >
        <SchemeList
          current={scheme}
          isUnsaved={isUnsaved}
          onOpen={(key) => {
            setListOpen(false)
            setSaved(undefined)
            onScheme(key)
          }}
          onFresh={() => {
            setListOpen(false)
            fresh()
          }}
        />
      </Drawer>
    </div>
  )
})
