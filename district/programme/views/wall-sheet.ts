import type { Language, Sentence } from '#core/language/language.ts'
import type { Area } from '#foundation/place/contract.ts'
import { cornersOf, frameAround, type MapGround, mapSvg, pathOf } from '#foundation/place/rules/map-svg.ts'
import roles from '#packs/roles/roles.json' with { type: 'json' }
import { type Content, PRINT_FONT, writePdf } from '#platform/document/pdf.ts'
import type { StandRow } from '../contract/milestones.ts'
import type { Project } from '../contract.ts'
import { milestonePack } from '../rules/packs.ts'
import {
  mostUrgent,
  URGENCIES,
  URGENCY_COLOURS,
  URGENCY_NAMES,
  type Urgency,
  urgencyOf,
} from '../rules/urgency.ts'

/** The schedule of a day, as it is printed. */
export interface PrintedWall {
  readonly asOf: string
  readonly paper: 'A3' | 'A0'
  readonly language: Language
  readonly projects: readonly Project[]
  readonly rows: readonly StandRow[]
  readonly areas: ReadonlyMap<string, Area>
}

/** A sheet across: map and list, pt; an A0 is an A3 drawn 2.8 times as large. */
const [MAP_WIDTH, MAP_HEIGHT, LIST_WIDTH] = [690, 680, 400]
const SCALE = { A3: 1, A0: 2.8 } as const

export const WALL_TITLE: Sentence = { zh: '未来社区挂图作战', en: 'Future Communities: schedule on the wall' }
const WORDS = {
  demo: { zh: '含演示数据', en: 'with demo data' },
  milestone: { zh: '里程碑', en: 'Milestone' },
  due: { zh: '时限', en: 'Due' },
  who: { zh: '责任', en: 'Answers' },
  state: { zh: '进度', en: 'Schedule' },
} as const satisfies Readonly<Record<string, Sentence>>

/** The wall on one sheet: the projects on the map, and every milestone beside it, the most pressing first. */
export function wallPdf(wall: PrintedWall, ground: MapGround): Promise<Uint8Array> {
  const { asOf, paper, language } = wall
  const isDemo =
    wall.projects.some(({ generated }) => generated) || wall.rows.some(({ report }) => report?.generated)
  const day = [asOf, ...(isDemo ? [WORDS.demo[language]] : [])].join(' · ')
  const k = SCALE[paper]
  return writePdf({
    ...{ title: WALL_TITLE[language], page: paper, landscape: true, at: new Date(`${asOf}T00:00:00+08:00`) },
    foot: `${WALL_TITLE[language]} · ${day} · ${milestonePack.document}`,
    content: [
      {
        columns: [
          { text: WALL_TITLE[language], fontSize: 16 * k, bold: true },
          { text: day, alignment: 'right', fontSize: 9 * k, margin: [0, 6 * k, 0, 0] },
        ],
      },
      {
        columns: [
          { width: MAP_WIDTH * k, stack: [{ svg: wallSvg(wall, ground), width: MAP_WIDTH * k }] },
          { width: LIST_WIDTH * k, stack: [legend(wall, k), list(wall, k)] },
        ],
        columnGap: 16 * k,
        margin: [0, 8 * k, 0, 0],
      },
    ],
  })
}

/** The communities of the projects in the colour of their most pressing milestone. */
function wallSvg({ asOf, language, projects, rows, areas }: PrintedWall, ground: MapGround): string {
  const at = frameAround(cornersOf(ground), MAP_WIDTH, MAP_HEIGHT)
  const own = Map.groupBy(rows, ({ subjectId }) => subjectId)
  const under = projects.flatMap(({ projectId, communityIds }) => {
    const urgency = mostUrgent(own.get(projectId) ?? [], asOf, milestonePack.soonDays)
    return communityIds.flatMap((id) => {
      const shape = ground.communities.get(id)
      const fill = URGENCY_COLOURS[urgency]
      return shape
        ? [`<path d="${pathOf(shape, at, 'Z')}" fill="${fill}" stroke="#14212b" stroke-width="0.6"/>`]
        : []
    })
  })
  return mapSvg({
    ...{ ground, areas, language, at, under: under.join(''), font: PRINT_FONT },
    ...{ width: MAP_WIDTH, height: MAP_HEIGHT },
  })
}

const swatch = (urgency: Urgency, size: number): Content => ({
  svg: `<svg width="${size}" height="${size}"><rect width="${size}" height="${size}" rx="1" fill="${URGENCY_COLOURS[urgency]}"/></svg>`,
  width: size + 4,
})

function legend({ language }: PrintedWall, k: number): Content {
  return {
    columns: URGENCIES.map((urgency) => ({
      columns: [swatch(urgency, 8 * k), { text: URGENCY_NAMES[urgency][language], fontSize: 8 * k }],
      columnGap: 2 * k,
    })),
    margin: [0, 0, 0, 6 * k],
  }
}

function list({ asOf, language, rows }: PrintedWall, k: number): Content {
  const say = (text: Sentence) => text[language]
  const pressing = (row: StandRow) => urgencyOf(row, asOf, milestonePack.soonDays)
  const sorted = [...rows].sort(
    (a, b) => URGENCIES.indexOf(pressing(a)) - URGENCIES.indexOf(pressing(b)) || (a.due < b.due ? -1 : 1),
  )
  const role = (id: string) => say(roles.roles.find((one) => one.id === id)?.name ?? { zh: id, en: id })
  const cell = (text: string) => ({ text, fontSize: 7.5 * k })
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      widths: ['*', 'auto', 'auto', 'auto'],
      body: [
        [WORDS.milestone, WORDS.due, WORDS.who, WORDS.state].map((word) => ({
          ...cell(say(word)),
          bold: true,
        })),
        ...sorted.map((row) => {
          const urgency = pressing(row)
          return [
            cell(`${say(row.subject)} · ${say({ zh: row.phrase, en: row.name.en })}`),
            { ...cell(row.due), noWrap: true },
            cell(role(row.ownerRole)),
            { columns: [swatch(urgency, 7 * k), { ...cell(say(URGENCY_NAMES[urgency])), width: 'auto' }] },
          ]
        }),
      ],
      columnGap: 2 * k,
    },
  } as Content
}
