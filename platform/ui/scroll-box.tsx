import type { ReactNode } from 'react'

/** What is wider than a phone and scrolls by itself; the keyboard reaches it. */
export const ScrollBox = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
  <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label={label}>
    {children}
  </section>
)
