/** A path with its question, as a link takes it. */
export function pathOf(path: string): { to: string; search: never } {
  const [to = '', question = ''] = path.split('?')
  return { to, search: Object.fromEntries(new URLSearchParams(question)) as never }
}
