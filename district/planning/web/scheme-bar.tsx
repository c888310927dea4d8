import { CopyOutlined, FolderOpenOutlined, SaveOutlined, SwapOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { App, Button, Drawer, Input } from 'antd'
import { memo, useEffect, useState } from 'react'
import { ProblemError } from '#platform/http/client.ts'
import { api, useForgetReplies, useReadIf } from '#platform/ui/api.ts'
import { CopyLink } from '#platform/ui/copy-link.tsx'
import { useWords } from '#platform/ui/language.ts'
import { type Change, createScheme, readScheme, type Scheme, saveScheme } from '../contract.ts'
import { compareWords } from './compare-words.ts'
import s from './scheme-bar.module.css'
import { COMPARE_PATH, paramsOf, schemeKey } from './scheme-key.ts'
import { SchemeList } from './scheme-list.tsx'
import type { WhatIf } from './what-if.ts'
import { words } from './words.ts'
import { MakeWorks } from './works/make-works.tsx'

interface SchemeBarProps {
  readonly whatIf: WhatIf
  readonly changes: readonly Change[]
  /** `area/id` of the scheme that is open; empty for one that is not saved. */
  readonly scheme: string
  readonly onScheme: (scheme: string) => void
}

/** The scheme that is worked on: its name, saving it, opening another, its link. */
export const SchemeBar = memo(function SchemeBar(props: SchemeBarProps) {
  const { whatIf, scheme, onScheme } = props
  const w = useWords(words)
  const { compareWith } = useWords(compareWords)
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

  const changes = props.changes as Scheme['changes']
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
            <CopyLink />
            <Link to={COMPARE_PATH} search={{ a: schemeKey(saved) } as never}>
              <Button tabIndex={-1} icon={<SwapOutlined />}>
                {compareWith}
              </Button>
            </Link>
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
