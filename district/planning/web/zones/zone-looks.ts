/** Colours of kinds of zones as plans usually draw them; what must not be built on is hatched. */
const LOOKS: Readonly<Record<string, string>> = {
  'urban-development': '#e7a28c',
  'rural-development': '#d9c789',
  'permanent-farmland': 'hatch-#6f7f1a',
  'ecological-red-line': 'hatch-#b3301c',
  agriculture: '#b9cf86',
  residential: '#f2d25c',
  'public-service': '#e07fae',
  commercial: '#d8483f',
  industrial: '#9a6b4a',
  storage: '#8b76b5',
  transport: '#8b949b',
  utilities: '#3f74ab',
  green: '#4f9a50',
  special: '#6b6f3a',
  reserved: '#c9ced0',
  wetland: '#4ba39a',
  water: '#7fb8dc',
}

/** Colour, and the pattern of `platform/ui/map` where it has one. */
export function lookOf(kind: string): { readonly colour: string; readonly pattern: string | undefined } {
  const look = LOOKS[kind] ?? '#5a6972'
  const [, colour] = look.split('hatch-')
  return colour ? { colour, pattern: look } : { colour: look, pattern: undefined }
}

/** The look as a background. */
export function backgroundOf(kind: string): string {
  const { colour, pattern } = lookOf(kind)
  return pattern ? `repeating-linear-gradient(-45deg, ${colour} 0 1.5px, #fff 1.5px 4px)` : colour
}
