import type { CommunityDiagnosis, CommunitySummary } from '../contract.ts'
import type { Run } from '../runs.ts'
import { communityView } from '../views/community.ts'
import { districtView } from '../views/summary.ts'
import { html, mapSvg, type Outline, radarSvg, rangeSvg } from './report-drawings.ts'
import { CLASS_NAMES, CSS, type Language, WORDS } from './report-words.ts'

export type { Outline }

/**
 * The diagnosis as one file that loads nothing: map, distribution, and per community radar, gaps and indicators.
 *
 * @param outlines shape of each community in the run's order; undefined for one that is a point only.
 */
export function reportHtml(run: Run, outlines: readonly Outline[], language: Language): string {
  const w = WORDS[language]
  const district = districtView(run)
  const views = run.diagnosis.scores.map((_, c) => communityView(run, c))
  const people = district.communities.reduce((sum, { population }) => sum + (population ?? 0), 0)
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${w.title}</title><style>${CSS}</style></head>
<body><main>
<header><h1>${w.title}</h1>
<p>${html(district.run.packName[language])} ${html(district.run.packVersion)} · ${w.communities(district.communities.length)} · ${w.people(people)} · ${w.speed(district.run.walkingSpeed)}</p>
<p class="note">${html(district.run.packNote[language])}</p></header>
<section><h2>${w.map}</h2>${mapSvg(district.communities, outlines, language)}${legend(language)}</section>
<section><h2>${w.missingMost}</h2>${deficits(district.deficits.slice(0, 12), language)}</section>
<section><h2>${w.byCommunity}</h2>${overview(district.communities, language)}
${views.map((view) => communitySection(view, language)).join('\n')}</section>
</main></body></html>`
}

function legend(language: Language): string {
  const entries = Object.entries(CLASS_NAMES).map(
    ([id, name]) => `<li><span class="swatch ${id}"></span>${name[language]}</li>`,
  )
  return `<ul class="legend">${entries.join('')}</ul>`
}

function deficits(rows: ReturnType<typeof districtView>['deficits'], language: Language): string {
  const w = WORDS[language]
  const cells = rows.map(
    ({ name, communities, unknown, people }) =>
      `<tr><td>${html(name[language])}</td><td class="n">${people.toLocaleString('en')}</td><td class="n">${communities}</td><td class="n">${unknown}</td></tr>`,
  )
  return table([w.indicator, w.affected, w.notMet, w.unknown], cells)
}

function table(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('')
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function overview(communities: readonly CommunitySummary[], language: Language): string {
  const w = WORDS[language]
  const rows = communities.map(
    ({ communityId, name, population, class: maturity, score, completeness }) =>
      `<tr><td><a href="#${html(communityId)}">${html(name[language])}</a></td><td>${CLASS_NAMES[maturity][language]}</td><td>${rangeSvg([score[0]!, score[1]!])} ${percent(score[0]!)} – ${percent(score[1]!)}</td><td class="n">${percent(completeness)}</td><td class="n">${population?.toLocaleString('en') ?? '—'}</td></tr>`,
  )
  return table([w.community, w.class, w.score, w.completeness, w.residents], rows)
}

function communitySection(view: CommunityDiagnosis, language: Language): string {
  const w = WORDS[language]
  const { summary, gaps, indicators, scenarioNames } = view
  const names = new Map(scenarioNames.map(({ id, name }) => [id, name[language]]))
  const gapRows = gaps
    .slice(0, 10)
    .map(
      (gap) =>
        `<tr><td class="n">${gap.rank}</td><td>${html(gap.name[language])}</td><td class="n">${gap.people?.toLocaleString('en') ?? '—'}</td><td class="n">${percent(gap.severity)}</td><td>${html(gap.cost.name[language])}</td><td>${gap.nearest ? `${html(gap.nearest.name[language])} (${gap.nearest.distanceM} m)` : '—'}</td></tr>`,
    )
  const indicatorRows = indicators
    .filter(({ weight }) => weight > 0)
    .map(
      ({ no, name, scenario, score, met }) =>
        `<tr><td class="n">${no}</td><td>${html(names.get(scenario) ?? scenario)}</td><td>${html(name[language])}</td><td>${met === null ? w.open : met ? w.met : w.missed}</td><td class="n">${percent(score[0]!)} – ${percent(score[1]!)}</td></tr>`,
    )
  return `<details id="${html(summary.communityId)}"><summary>${html(summary.name[language])} · ${CLASS_NAMES[summary.class][language]}</summary>
<div class="pair"><div>${radarSvg(summary.scenarios, names)}</div>
<div><h3>${w.gaps}</h3>${gapRows.length > 0 ? table(['#', w.indicator, w.affected, w.severity, w.cost, w.nearest], gapRows) : `<p>${w.noGaps}</p>`}</div></div>
<h3>${w.indicators}</h3>${table(['#', w.scenario, w.indicator, w.state, w.score], indicatorRows)}</details>`
}
