import { useCallback, useSyncExternalStore } from 'react'

export type Language = 'zh' | 'en'

/** Something that exists in both languages of the product. */
export interface Both<T = string> {
  readonly zh: T
  readonly en: T
}

const KEY = 'language'
const listeners = new Set<() => void>()

/** Chinese, unless the address (`?lang=en`) or an earlier visit says English. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEY)
  return asked === 'en' ? 'en' : 'zh'
}

let language: Language = firstLanguage()
markDocument()

function markDocument(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/** The language in use, for code outside React. */
export const currentLanguage = (): Language => language

export function setLanguage(next: Language): void {
  language = next
  localStorage.setItem(KEY, next)
  markDocument()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language in use; the component is drawn again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage)

/** The words of a dictionary `{ key: { zh, en } }` in the language in use. A word may be a function of its figures. */
export function useWords<W extends Readonly<Record<string, Both<unknown>>>>(
  words: W,
): { readonly [K in keyof W]: W[K]['zh'] } {
  const inUse = useLanguage()
  return new Proxy({} as never, { get: (_, key: string) => words[key]?.[inUse] })
}

/** A function that picks the name in the language in use, and the other language's where it is missing. */
export function useName(): (name: Both) => string {
  const inUse = useLanguage()
  return useCallback((name: Both) => name[inUse] || name.zh || name.en, [inUse])
}
