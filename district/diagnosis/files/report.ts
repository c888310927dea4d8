import type { CommunityDiagnosis, CommunitySummary } from '../contract.ts'
import type { Run } from '../runs.ts'
import { communityView } from '../views/community.ts'
import { districtView } from '../views/summary.ts'
import { type MapContent, mapSvg } from './report-map.ts'
import { CSS } from './report-style.ts'
import { html, radarSvg, rangeSvg } from './report-svg.ts'
import { CLASS_NAMES, type Language, WORDS } from './report-words.ts'
import type { Scores } from './scores.ts'

export interface ReportContent extends MapContent {
  readonly run: Run
  readonly scores: Scores
}

/** The diagnosis as one file that loads nothing: map, distribution, and per community radar, gaps and indicators. */
export function reportHtml({ run, scores, ...content }: ReportContent, language: Language): string {
  const w = WORDS[language]
  const district = districtView(run)
  const { packName, packVersion, packNote } = district.run
  const hasPoints = content.communities.some(({ area }) => area === undefined)
  const sections = run.diagnosis.scores.map((_, c) => communitySection(communityView(run, c), language))
  const lacking = district.deficits.slice(0, 12)
  const scenarios = namesOf(district.scenarios, language)
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${w.title}</title><style>${CSS}</style></head>
<body><main>
<header><p class="note">${w.maker}</p><h1>${w.title}</h1>
<p>${html(packName[language])} ${html(packVersion)}</p><p class="note">${html(packNote[language])}</p></header>
${facts(scores, language)}
<section><h2>${w.map}</h2><div class="frame" tabindex="0">${mapSvg(content, district.communities, language)}</div>
${legend(district.communities, language)}${hasPoints ? `<p class="note">${w.pointsNote}</p>` : ''}<p class="note">${w.rangeNote}</p></section>
<section><h2>${w.missingMost}</h2>${lacking.length > 0 ? deficits(lacking, scenarios, language) : `<p>${w.nothingMissing}</p>`}</section>
<section><h2>${w.byCommunity}</h2>${overview(district.communities, language)}</section>
<section>${sections.join('\n')}</section>
<section class="sources"><h2>${w.sources}</h2>${sources(scores, language)}</section>
</main></body></html>`
}

const percent = (share: number) => `${Math.round(share * 100)} %`
const whole = (n: number | null) => n?.toLocaleString('en') ?? '—'
const between = ([low, high]: readonly number[]) =>
  Math.round(low! * 100) === Math.round(high! * 100)
    ? percent(low!)
    : `${Math.round(low! * 100)}–${percent(high!)}`

function facts({ communities, population, facilities, network, walkingSpeed }: Scores, language: Language) {
  const w = WORDS[language]
  const entries = [
    [w.communities, whole(communities.length)],
    [w.people, whole(population.people)],
    [w.facilities, whole(facilities.count)],
    [w.streets, whole(network.nodes)],
    [w.speed, w.perMinute(walkingSpeed)],
  ]
  return `<dl class="facts">${entries.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}

function legend(communities: readonly CommunitySummary[], language: Language): string {
  const entries = Object.entries(CLASS_NAMES).map(([id, name]) => {
    const { length } = communities.filter((community) => community.class === id)
    return `<li><span class="swatch ${id}"></span>${name[language]} · ${length}</li>`
  })
  return `<ul class="legend">${entries.join('')}</ul>`
}

/** A column: its head, and the class of its cells. */
type Column = readonly [head: string, kind?: 'n' | 'text' | 'score' | 'state']

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const kindOf = (i: number) => (columns[i]?.[1] ? ` class="${columns[i][1]}"` : '')
  const heads = columns.map(([head], i) => `<th scope="col"${kindOf(i)}>${head}</th>`).join('')
  const body = rows.map(
    (cells) => `<tr>${cells.map((cell, i) => `<td${kindOf(i)}>${cell}</td>`).join('')}</tr>`,
  )
  return `<div class="scroll" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

type Names = ReadonlyMap<string, string>
const namesOf = (
  named: readonly { id: string; name: Record<Language, string> }[],
  language: Language,
): Names => new Map(named.map(({ id, name }) => [id, html(name[language])]))

type Deficits = ReturnType<typeof districtView>['deficits']

function deficits(rows: Deficits, scenarios: Names, language: Language): string {
  const w = WORDS[language]
  return table(
    [[w.scenario], [w.indicator, 'text'], [w.affected, 'n'], [w.notMet, 'n'], [w.unknown, 'n']],
    rows.map(({ name, scenario, communities, unknown, people }) => [
      ...[scenarios.get(scenario)!, html(name[language]), whole(people), whole(communities), whole(unknown)],
    ]),
  )
}

const anchor = (id: string) => html(encodeURIComponent(id))

function overview(communities: readonly CommunitySummary[], language: Language): string {
  const w = WORDS[language]
  return table(
    [
      [w.community, 'text'],
      [w.class, 'state'],
      [w.score, 'score'],
      [w.completeness, 'n'],
      [w.residents, 'n'],
    ],
    communities.map(({ communityId, name, population, class: maturity, score, completeness }) => [
      `<a href="#${anchor(communityId)}">${html(name[language])}</a>`,
      `<span class="swatch ${maturity}"></span>${CLASS_NAMES[maturity][language]}`,
      rangeSvg([score[0]!, score[1]!]) + between(score),
      percent(completeness),
      whole(population),
    ]),
  )
}

function communitySection(view: CommunityDiagnosis, language: Language): string {
  const w = WORDS[language]
  const { communityId, name, class: maturity, score, scenarios, population } = view.summary
  const names = namesOf(view.scenarioNames, language)
  return `<details id="${anchor(communityId)}"><summary><span class="swatch ${maturity}"></span>${html(name[language])} · ${CLASS_NAMES[maturity][language]} · ${between(score)}</summary>
<p class="note">${html(view.profile.name[language])} · ${w.residents} ${whole(population)} · ${w.completeness} ${percent(view.summary.completeness)}</p>
<div class="pair"><div>${radarSvg(scenarios, names)}</div><div>${gapTable(view, names, language)}</div></div>
${undecidedTable(view, language)}
<h3>${w.indicators}</h3>${indicatorTable(view, names, language)}</details>`
}

function gapTable({ gaps }: CommunityDiagnosis, scenarios: Names, language: Language): string {
  const w = WORDS[language]
  const rows = gaps
    .slice(0, 10)
    .map(({ scenario, name, people, severity, cost, nearest }) => [
      `${html(name[language])}<br><span class="note">${scenarios.get(scenario)}</span>`,
      ...[whole(people), percent(severity), html(cost.name[language])],
      nearest ? `${html(nearest.name[language])} · ${w.metres(nearest.distanceM)}` : '—',
    ])
  const columns: Column[] = [
    [w.indicator, 'text'],
    [w.affected, 'n'],
    [w.severity, 'n'],
    [w.cost],
    [w.nearest, 'text'],
  ]
  return `<h3>${w.gaps}</h3>${rows.length > 0 ? table(columns, rows) : `<p>${w.noGaps}</p>`}`
}

function undecidedTable({ undecided }: CommunityDiagnosis, language: Language): string {
  const w = WORDS[language]
  const rows = undecided
    .slice(0, 8)
    .map(({ evidence, closes }) => [html(evidence.name[language]), percent(closes)])
  if (rows.length === 0) return ''
  const columns: Column[] = [
    [w.evidence, 'text'],
    [w.closes, 'n'],
  ]
  return `<div class="short"><h3>${w.undecided}</h3>${table(columns, rows)}</div>`
}

function indicatorTable({ indicators }: CommunityDiagnosis, scenarios: Names, language: Language): string {
  const w = WORDS[language]
  const said = (met: boolean | null) =>
    met === null
      ? `<span class="open">${w.open}</span>`
      : met
        ? `<span class="yes">${w.met}</span>`
        : `<span class="no">${w.missed}</span>`
  return table(
    [['#', 'n'], [w.scenario], [w.indicator, 'text'], [w.state, 'state'], [w.score, 'n']],
    indicators
      .filter(({ weight }) => weight > 0)
      .map(({ no, name, scenario, score, met }) => [
        ...[String(no), scenarios.get(scenario)!, html(name[language])],
        ...[said(met), between(score)],
      ]),
  )
}

function sources({ network, population, facilities, datum }: Scores, language: Language): string {
  const w = WORDS[language]
  const notes: [file: string, text: string][] = [
    [network.file, w.network(network.nodes, network.islandNodes)],
    [population.file, w.population(population.rows, population.outside)],
  ]
  for (const note of ['offStreet', 'contested', 'withoutPlace'] as const)
    if (population[note] > 0) notes.push([population.file, w[note](population[note])])
  notes.push([facilities.file, w.found(facilities.count)])
  if (facilities.stops > 0) notes.push([facilities.timetables.join(', '), w.stops(facilities.stops)])
  notes.push(['', w.datum(datum.name, datum.stated)])
  const rows = notes.map(([file, text]) => [html(file), html(text)])
  return `${table([[w.file], ['', 'text']], rows)}<p>${w.osm}</p>`
}
