import type { ExpressionSpecification } from 'maplibre-gl'
import type { Static } from 'typebox'
import type { MaturityClass as Classes } from '#district/diagnosis/contract.ts'
import { useWords } from '#platform/ui/language.ts'
import { words } from '../words.ts'
import s from './maturity.module.css'

export type MaturityClass = Static<typeof Classes>

export const CLASSES: readonly MaturityClass[] = ['mature', 'near-mature', 'to-be-created', 'undetermined']

/**
 * Dark teal, light teal, ochre: apart in lightness as well as in hue, so all common forms of colour blindness tell
 * them apart. Undetermined is never a colour but a hatch. Each class has a sign besides.
 */
export const CLASS_COLOURS: Readonly<Record<MaturityClass, string>> = {
  mature: '#0b5f66',
  'near-mature': '#58a8a4',
  'to-be-created': '#e0a63a',
  undetermined: '#84939c',
}

/** The pattern of each class on a map (platform/ui/map/patterns.ts draws it). */
export const classPattern: ExpressionSpecification = [
  'match',
  ['get', 'band'],
  'to-be-created',
  `dots-${CLASS_COLOURS['to-be-created']}`,
  `hatch-${CLASS_COLOURS.undetermined}`,
]

/** Full, half, empty, dashed: the class without its colour. */
export function ClassSign({ of, size = 14 }: { of: MaturityClass; size?: number }) {
  const colour = CLASS_COLOURS[of]
  const line = of === 'to-be-created' ? '#a06f00' : of === 'undetermined' ? '#5f6f79' : colour
  return (
    <svg className={s.sign} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      <circle
        cx="7"
        cy="7"
        r="5.75"
        fill={of === 'mature' ? colour : '#fff'}
        stroke={line}
        strokeWidth="1.5"
        {...(of === 'undetermined' && { strokeDasharray: '2.4 2.1' })}
      />
      {of === 'near-mature' && <path d="M7 1.25a5.75 5.75 0 0 1 0 11.5z" fill={colour} />}
      {of === 'to-be-created' && <circle cx="7" cy="7" r="2.4" fill={colour} />}
    </svg>
  )
}

/** The class as its area looks on the map and in bars: colour and pattern. */
export function ClassSwatch({ of, grow }: { of: MaturityClass; grow?: number }) {
  return (
    <span
      className={grow === undefined ? `${s.swatch} ${s[of]}` : s[of]}
      aria-hidden="true"
      {...(grow !== undefined && { style: { flexGrow: grow } })}
    />
  )
}

/** The name of a class. */
export function useClassName(): (of: MaturityClass) => string {
  const w = useWords(words)
  return (of) => w[of]
}

/** A class with its sign and name. */
export function ClassTag({ of }: { of: MaturityClass }) {
  const w = useWords(words)
  return (
    <span className={s.tag}>
      <ClassSign of={of} />
      {w[of]}
    </span>
  )
}
