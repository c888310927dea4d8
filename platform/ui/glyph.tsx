const PATHS = {
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  corners: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  cross: 'M4 4l8 8M12 4l-8 8',
} as const

/** A small line drawing; fonts do not have these signs everywhere. */
export const Glyph = ({ of }: { of: keyof typeof PATHS }) => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden="true"
    style={{ display: 'block', margin: 'auto' }}
  >
    <path d={PATHS[of]} />
  </svg>
)
