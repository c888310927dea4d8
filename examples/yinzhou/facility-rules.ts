/** How often a kind of facility is found, where, and how large. All P: plausible, not a statistic. */
export interface FacilityRule {
  readonly kind: string
  /** Mean number in an urban community: fixed, or one per so many people. */
  readonly urban: number | { readonly onePer: number }
  /** Mean number in a village. */
  readonly rural: number
  /** Beside the community's centre, in a shop, on an estate's paths, or once per estate. */
  readonly where: 'civic' | 'shop' | 'inside' | 'each-estate'
  /** Well-provided communities have it, others often not. */
  readonly uneven?: boolean
  readonly area_m2: readonly [least: number, most: number]
  readonly capacity?: readonly [least: number, most: number]
  readonly hours?: string
  /** May lie upstairs. */
  readonly upstairs?: boolean
  /** May serve the neighbours across a border. */
  readonly shared?: boolean
}

const OFFICE = 'Mo-Fr 08:30-17:00; Sa 09:00-16:00'
const LONG = 'Mo-Su 08:00-21:00'
const DAY = 'Mo-Su 08:30-17:00'

type Options = Partial<Omit<FacilityRule, 'kind' | 'urban' | 'rural' | 'where' | 'area_m2'>>

const rule = (
  kind: string,
  urban: FacilityRule['urban'],
  rural: number,
  where: FacilityRule['where'],
  area_m2: FacilityRule['area_m2'],
  options: Options = {},
): FacilityRule => ({ kind, urban, rural, where, area_m2, ...options })

const per = (onePer: number) => ({ onePer })
const civic = { uneven: true, upstairs: true } as const

export const FACILITY_RULES: readonly FacilityRule[] = [
  rule('party_service_centre', 1.35, 1.2, 'civic', [200, 800], { ...civic, hours: OFFICE }),
  rule('neighbourhood_centre', 0.8, 0.25, 'civic', [500, 2600], { ...civic, hours: LONG, shared: true }),
  rule('community_service_station', 1.4, 1.25, 'civic', [350, 1000], { ...civic, hours: OFFICE }),
  rule('meeting_room', 1.2, 0.9, 'civic', [60, 320], { ...civic, capacity: [20, 90] }),
  rule('police_room', 1.2, 0.6, 'civic', [30, 90], { uneven: true, hours: '24/7' }),
  rule('property_office', 0.9, 0, 'each-estate', [40, 200], { hours: DAY }),
  rule('childcare', per(6800), 0.18, 'shop', [200, 700], {
    uneven: true,
    capacity: [25, 75],
    hours: 'Mo-Fr 08:00-17:30',
  }),
  rule('kindergarten', per(5200), 0.3, 'inside', [2200, 4500], {
    capacity: [180, 360],
    hours: 'Mo-Fr 07:45-16:30',
    shared: true,
  }),
  rule('learning_hall', 0.95, 0.35, 'civic', [120, 600], { ...civic, capacity: [30, 120], hours: LONG }),
  rule('elder_home_care', 1.35, 1, 'civic', [260, 1100], { uneven: true, capacity: [30, 120], hours: DAY }),
  rule('elder_canteen', 0.9, 0.7, 'civic', [90, 360], {
    uneven: true,
    capacity: [30, 110],
    hours: 'Mo-Su 10:30-12:30,16:30-18:00',
    shared: true,
  }),
  rule('elder_day_care', 0.65, 0.35, 'civic', [220, 800], { uneven: true, capacity: [8, 36], hours: DAY }),
  rule('nursing_home', 0.11, 0.07, 'inside', [3500, 9000], {
    capacity: [90, 320],
    hours: '24/7',
    shared: true,
  }),
  rule('health_station', 1.15, 0.75, 'civic', [120, 380], { uneven: true, hours: 'Mo-Su 08:00-17:00' }),
  rule('smart_health', 0.6, 0.15, 'civic', [20, 90], { ...civic, hours: LONG }),
  rule('pharmacy', per(2300), 0.35, 'shop', [60, 220], { hours: LONG }),
  rule('culture_room', 1.35, 1.2, 'civic', [120, 700], { ...civic, capacity: [30, 150], hours: LONG }),
  rule('library', 0.6, 0.25, 'civic', [80, 420], {
    ...civic,
    capacity: [24, 90],
    hours: 'Mo-Su 09:00-21:00',
    shared: true,
  }),
  rule('gym', 0.75, 0.12, 'shop', [350, 1600], {
    uneven: true,
    upstairs: true,
    hours: 'Mo-Su 06:30-22:00',
    shared: true,
  }),
  rule('outdoor_fitness', 0.5, 1.2, 'each-estate', [120, 620], { hours: '24/7' }),
  rule('ball_court', 1.1, 0.9, 'inside', [420, 1300], {
    uneven: true,
    hours: 'Mo-Su 06:00-21:30',
    shared: true,
  }),
  rule('playground', 0.4, 0.35, 'each-estate', [80, 450], { hours: '24/7' }),
  rule('convenience_store', per(1300), 1.5, 'shop', [40, 140], { hours: '24/7' }),
  rule('supermarket', per(9500), 0.2, 'shop', [320, 3800], { hours: 'Mo-Su 07:30-21:30', shared: true }),
  rule('market', per(11_500), 0.25, 'shop', [800, 3600], { hours: 'Mo-Su 05:30-18:30', shared: true }),
  rule('fresh_store', per(4800), 0.4, 'shop', [80, 420], { hours: 'Mo-Su 07:00-20:30' }),
  rule('breakfast', per(2700), 0.7, 'shop', [20, 70], { hours: 'Mo-Su 05:30-10:30' }),
  rule('restaurant', per(760), 1.2, 'shop', [40, 520], {
    capacity: [16, 180],
    hours: 'Mo-Su 10:30-21:30',
    upstairs: true,
  }),
  rule('laundry', per(5600), 0.05, 'shop', [25, 90], { hours: LONG }),
  rule('barber', per(2000), 0.8, 'shop', [25, 160], { hours: 'Mo-Su 09:00-21:00' }),
  rule('photo_print', per(7400), 0.04, 'shop', [20, 90], { hours: LONG }),
  rule('housekeeping', per(9000), 0.03, 'shop', [20, 80], { hours: DAY, upstairs: true }),
  rule('repair', per(4600), 0.4, 'shop', [15, 80], { hours: DAY }),
  rule('parcel_point', per(2000), 0.8, 'shop', [20, 120], {
    capacity: [60, 320],
    hours: 'Mo-Su 08:00-21:30',
  }),
  rule('bank', per(5600), 0.12, 'shop', [120, 700], { hours: 'Mo-Su 08:30-16:30' }),
  rule('coworking', 0.2, 0.02, 'shop', [150, 1800], {
    uneven: true,
    upstairs: true,
    capacity: [20, 180],
    hours: 'Mo-Fr 08:30-20:00',
    shared: true,
  }),
  rule('talent_apartment', 0.09, 0, 'inside', [1800, 12_000], { uneven: true, capacity: [30, 240] }),
  rule('parking', per(3600), 0.35, 'shop', [900, 6500], { capacity: [40, 320], hours: '24/7', shared: true }),
  rule('charging', per(4300), 0.3, 'inside', [60, 480], { uneven: true, capacity: [4, 28], hours: '24/7' }),
  rule('ebike_charging', 0.5, 0.7, 'each-estate', [15, 90], { capacity: [10, 80], hours: '24/7' }),
  rule('waste_point', 0.8, 1.3, 'each-estate', [8, 30], { hours: 'Mo-Su 06:30-09:00,17:30-20:30' }),
  rule('recycling', 0.7, 0.4, 'shop', [6, 40], { uneven: true, hours: DAY }),
  rule('toilet', per(5200), 1.4, 'shop', [30, 80], { hours: '24/7' }),
  rule('shelter', 0.8, 0.6, 'inside', [800, 6000], { uneven: true, capacity: [300, 2400] }),
  rule('fire_station', 1.2, 0.8, 'civic', [10, 40], { uneven: true, hours: '24/7' }),
]
