export function Page() {
  return (
    <main id="content">
      <h1>…</h1>
    </main>
  )
}
