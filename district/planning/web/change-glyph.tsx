const PATHS = {
  add: 'M8 3v10M3 8h10',
  move: 'M8 2v12M2 8h12M5.5 4.5 8 2l2.5 2.5M5.5 11.5 8 14l2.5-2.5M4.5 5.5 2 8l2.5 2.5M11.5 5.5 14 8l-2.5 2.5',
  resize: 'M3 9v4h4M13 7V3H9M3 13 13 3',
  remove: 'M4 4l8 8M12 4l-8 8',
} as const

/** The sign of a kind of change. */
export const ChangeGlyph = ({ of }: { of: keyof typeof PATHS }) => (
  <svg
    width="14"
    height="14"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    aria-hidden="true"
  >
    <path d={PATHS[of]} />
  </svg>
)
