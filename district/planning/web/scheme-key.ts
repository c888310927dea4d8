/** The text by which an address names a scheme: `area/id`. */
export const schemeKey = ({ areaId, schemeId }: { areaId: string; schemeId: string }): string =>
  `${areaId}/${schemeId}`

/** What an operation is asked to reach the scheme of a key. */
export function paramsOf(key: string) {
  const [areaId = '', schemeId = ''] = key.split('/')
  return { areaId, schemeId }
}

/** The page that compares two schemes, and what it is asked. */
export const COMPARE_PATH = '/what-if/compare'
