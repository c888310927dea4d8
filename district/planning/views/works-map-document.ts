import type { MapGround } from '#foundation/place/rules/map-svg.ts'
import { type Content, type PrintedDocument, writePdf } from '#platform/document/pdf.ts'
import type { WORK_STATES, Work } from '../contract/works.ts'
import { interventions } from '../rules/candidates.ts'
import { totalsOf, unfundedFen } from '../rules/works/money.ts'
import {
  areaName,
  isDemo,
  kindName,
  named,
  type PrintedList,
  siteNames,
  townName,
  unitOf,
  wan,
} from './printed-list.ts'
import { SITE_COLOUR, STATE_COLOURS, worksMapSvg } from './works-map.ts'
import { PRINTED, STATE_NAMES } from './works-words.ts'

/** An A3 sheet across, less its margins and the title, pt. */
const [MAP_WIDTH, MAP_HEIGHT, SIDE_WIDTH] = [850, 680, 240]

/** The 规划图: a map of the works by number, what its marks mean, sums, and a table of what the numbers stand for. */
export function worksMapPdf(list: PrintedList, ground: MapGround): Promise<Uint8Array> {
  return writePdf(worksMapDocument(list, ground))
}

function worksMapDocument(list: PrintedList, ground: MapGround): PrintedDocument {
  const say = (id: keyof typeof PRINTED) => PRINTED[id][list.language]
  const day = list.at.toISOString().slice(0, 10)
  const demo = isDemo(list) ? ` · ${say('demo')}` : ''
  return {
    ...{ title: say('mapTitle'), page: 'A3', landscape: true, at: list.at },
    foot: `${say('mapTitle')} · ${day}${demo}`,
    content: [
      {
        columns: [
          { text: say('mapTitle'), style: 'title' },
          { text: `${day}${demo}`, alignment: 'right', margin: [0, 6, 0, 0], style: 'quiet' },
        ],
      },
      {
        columns: [
          { svg: worksMapSvg(list, ground, MAP_WIDTH, MAP_HEIGHT), width: MAP_WIDTH },
          { width: SIDE_WIDTH, stack: [...legend(list), ...sums(list)] },
        ],
        columnGap: 16,
        margin: [0, 8, 0, 0],
      },
      list.works.length === 0 ? { text: say('empty') } : worksTable(list),
    ],
  }
}

function legend({ language, works, sites }: PrintedList): Content[] {
  const states = new Set(works.map(({ state }) => state))
  const mark = (svg: string, text: string): Content => ({
    columns: [{ svg, width: 18 }, { text }],
    margin: [0, 2, 0, 0],
  })
  const circle = (state: (typeof WORK_STATES)[number]) =>
    `<svg width="14" height="14"><circle cx="7" cy="7" r="6" fill="${STATE_COLOURS[state]}" stroke="#17212b" stroke-width="0.8"/></svg>`
  const diamond = `<svg width="14" height="14"><path d="M7 1L13 7L7 13L1 7Z" fill="none" stroke="${SITE_COLOUR}" stroke-width="1.2"/></svg>`
  return [
    { text: PRINTED.legend[language], style: 'heading' },
    ...[...states].map((state) => mark(circle(state), STATE_NAMES[state][language])),
    ...(sites.length > 0 ? [mark(diamond, PRINTED.sites[language])] : []),
  ]
}

function sums({ language, works }: PrintedList): Content[] {
  const sum = totalsOf(works)
  const row = (id: keyof typeof PRINTED, value: string) => [
    { text: PRINTED[id][language], style: 'quiet' },
    { text: value, alignment: 'right' as const },
  ]
  return [
    { text: PRINTED.summary[language], style: 'heading', margin: [0, 16, 0, 4] },
    {
      layout: 'noBorders',
      table: {
        widths: ['*', 'auto'],
        body: [
          row('page', String(works.length)),
          row('cost', money(sum.costFen)),
          row('unknown', String(sum.costUnknown)),
          row('funded', money(sum.fundedFen)),
          row('sought', money(sum.soughtFen)),
          row('unfunded', money(sum.unfundedFen)),
        ],
      },
    },
  ]
}

const money = (fen: number) => wan(fen).toFixed(2)
const means = new Map(interventions.map((one) => [one.id, one]))

/** What the numbers on the map stand for, on pages of its own. */
function worksTable(list: PrintedList): Content {
  const say = (id: keyof typeof PRINTED) => PRINTED[id][list.language]
  const heads = [
    'no',
    'name',
    'community',
    'means',
    'kind',
    'unit',
    'from',
    'to',
    'state',
    'cost',
    'unfunded',
    'sites',
  ] as const
  const row = (work: Work, i: number) => [
    ...[i + 1, work.name, placeOf(work, list)],
    work.interventionId === null ? say('closes') : named(means, work.interventionId, list),
    ...[kindName(work.facilityKind, list), unitOf(work, list), work.plannedFrom, work.plannedTo],
    STATE_NAMES[work.state][list.language],
    ...[costOf(work), money(unfundedFen(work))].map((text) => ({ text, alignment: 'right' as const })),
    siteNames(work, list),
  ]
  return {
    pageBreak: 'before',
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [24, '*', 105, 84, 74, 84, 54, 54, 42, 72, 72, 96],
      body: [heads.map((id) => ({ text: say(id), bold: true })), ...list.works.map(row)],
    },
  }
}

/** Blank where nothing is known of it; at least so much where something is. */
function costOf({ costs, costFen, costUnknown }: Work): string {
  if (costs.every(({ fen }) => fen === null)) return ''
  return costUnknown > 0 ? `≥ ${money(costFen)}` : money(costFen)
}

const placeOf = ({ communityId }: Work, list: PrintedList) =>
  [townName(list, communityId), areaName(list, communityId)].filter(Boolean).join(' ')
