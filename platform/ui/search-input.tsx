import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'

interface SearchInputProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

const PAUSE_MS = 200

/**
 * A search field that keeps what is being typed to itself until there is a pause: the page and the address are not
 * redone at every key, and pinyin on its way to characters is never taken for the search.
 */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  const [text, setText] = useState(value)
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const send = useRef(onChange)
  send.current = onChange
  useEffect(() => setText(value), [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    if (!composing.current) timer.current = setTimeout(() => send.current(next), PAUSE_MS)
  }
  return (
    <Input
      type="search"
      allowClear
      aria-label={label}
      placeholder={label}
      prefix={<SearchOutlined />}
      value={text}
      onChange={(event) => type(event.target.value)}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        type(event.currentTarget.value)
      }}
    />
  )
}
