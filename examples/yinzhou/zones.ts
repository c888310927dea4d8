/** How a town is built: what the generator makes of its blocks. All P (product default), none of it a statistic. */
export interface Zone {
  /** m² at which blocks are no longer cut. */
  readonly block_m2: number
  /** Years between which most of it was built. */
  readonly built: readonly [first: number, last: number]
  /** Mean people of an urban community. */
  readonly communityPeople: number
  /** Share of the land not built with homes that is industry; the rest is offices, shops and green. */
  readonly industry: number
  /** Lanes and low houses between the slabs. */
  readonly oldTown: boolean
}

const zone = (
  blockHa: number,
  built: readonly [number, number],
  communityPeople: number,
  industry: number,
  oldTown = false,
): Zone => ({ block_m2: blockHa * 10_000, built, communityPeople, industry, oldTown })

const BY_TOWN: Readonly<Record<string, Zone>> = {
  '330212001': zone(8, [2002, 2019], 7600, 0.35),
  '330212002': zone(7, [1997, 2013], 7200, 0.1),
  '330212004': zone(8, [1993, 2018], 8200, 0.6),
  '330212005': zone(6.5, [1994, 2009], 7000, 0.05),
  '330212006': zone(8, [2003, 2020], 7400, 0.1),
  '330212007': zone(7.5, [1998, 2017], 7000, 0.35),
  '330212008': zone(3.2, [1979, 1998], 6200, 0, true),
  '330212009': zone(3.2, [1980, 2000], 6000, 0, true),
  '330212010': zone(4.5, [1988, 2008], 6600, 0.05),
  '330212011': zone(3.8, [1982, 1998], 6300, 0, true),
  '330212012': zone(4.8, [1990, 2004], 7600, 0),
  '330212013': zone(5.5, [1994, 2011], 7400, 0.1),
  '330212014': zone(7.5, [1999, 2019], 7600, 0.1),
  '330212015': zone(8.5, [2008, 2021], 8400, 0.3),
  '330212016': zone(9, [2006, 2021], 8000, 0.65),
  '330212106': zone(6, [1987, 2016], 6400, 0.55),
  '330212103': zone(6, [1992, 2019], 4300, 0.15),
}

const TOWN: Zone = zone(4.2, [1985, 2016], 5600, 0.35)

export const zoneOf = (townId: string): Zone => BY_TOWN[townId] ?? TOWN
