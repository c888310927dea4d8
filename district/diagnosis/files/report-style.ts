/** Style of the report. The colours are those of the console; undetermined is hatched, so that it never reads as a class. */
export const CSS = `:root{--ink:#14212b;--soft:#44535d;--line:#dbe2e5;--teal:#0b5f66;--mature:#0b5f66;--near-mature:#58a8a4;--to-be-created:#e0a63a}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);font:15px/1.55 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;background:#fff}
main{max-width:72rem;margin:0 auto;padding:2rem 1.5rem 4rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .4rem}h2{font-size:1.2rem;margin:2.5rem 0 .8rem}h3{font-size:1rem;margin:1.4rem 0 .5rem}
p{margin:.3rem 0;max-width:46rem}.note{color:var(--soft);font-size:.9rem}
a{color:var(--teal)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1px;padding:1px;margin:1.2rem 0}
.facts div{background:#fff;box-shadow:0 0 0 1px var(--line);padding:.7rem .9rem}.facts dt{color:var(--soft);font-size:.85rem}.facts dd{margin:0;font-size:1.35rem;font-weight:650;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;padding:0;margin:.6rem 0;font-size:.9rem}
.swatch{display:inline-block;width:.95em;height:.95em;margin-right:.45em;border-radius:2px;vertical-align:-.1em}
.swatch.mature{background:var(--mature)}.swatch.near-mature{background:var(--near-mature)}.swatch.to-be-created{background:var(--to-be-created)}
.swatch.undetermined{background:repeating-linear-gradient(45deg,#8a97a3 0 2px,#eef1f4 2px 5px)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th{font-weight:600;font-size:.82rem;color:var(--soft);vertical-align:bottom;border-bottom:1.5px solid #b4c0c6}
th,td{text-align:left;padding:.4rem .7rem}th:first-child,td:first-child{padding-left:0}
td{border-bottom:1px solid var(--line);vertical-align:top}td.text{min-width:9rem}.short table{max-width:46rem}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.score{white-space:nowrap;font-variant-numeric:tabular-nums}.range{width:90px;height:8px;margin-right:.6rem;vertical-align:.05em}
.state .swatch{margin-left:-1.4em}td.state:has(.swatch){padding-left:2.1em;min-width:9rem}.yes{color:#0b5f66}.no{color:#a32a18;font-weight:600}.open{color:var(--soft)}
details{border-top:1px solid var(--line)}summary{cursor:pointer;padding:.7rem 0;font-weight:600}summary:hover{background:#f3f5f6}
details[open]{padding-bottom:1.5rem}
.pair{display:grid;grid-template-columns:minmax(18rem,26rem) minmax(0,1fr);gap:2rem}
.frame{border:1px solid var(--line);overflow-x:auto}
svg{max-width:100%}.map{display:block;width:100%;height:auto;background:#fafbfb}
.map .water{fill:#cfe2ec}.map .arterial,.map .collector,.map .minor{fill:none;stroke:#c3ccd1;stroke-linejoin:round}
.map .arterial{stroke:#a9b5bc;stroke-width:5}.map .collector{stroke-width:3.5}.map .minor{stroke:#d9dfe2;stroke-width:2}
.map .mature{fill:var(--mature)}.map .near-mature{fill:var(--near-mature)}.map .to-be-created{fill:var(--to-be-created)}.map .undetermined{fill:url(#hatch)}
.map .area{fill-opacity:.62;stroke:#fff;stroke-width:4}.map .homes{fill-opacity:.75}.map .homes.undetermined{fill:#8a97a3}
.map .point{stroke:var(--ink);stroke-width:3}
.map text{fill:var(--ink);font-size:26px;text-anchor:middle}.map .name{font-weight:600;paint-order:stroke;stroke:#fff;stroke-width:7;stroke-linejoin:round}
.map .scale path{fill:none;stroke:var(--ink);stroke-width:3}.map .scale text{font-size:24px;paint-order:stroke;stroke:#fff;stroke-width:6}
.radar{width:100%;height:auto}.radar path{fill:none}.radar .grid path{stroke:var(--line)}.radar path.band{fill:var(--teal);fill-opacity:.22;fill-rule:evenodd}
.radar path.low{fill:var(--teal);fill-opacity:.55;stroke:var(--teal)}.radar path.high{stroke:var(--teal);stroke-dasharray:4 3}
.radar text{font-size:13px;fill:var(--ink)}.radar .required{font-weight:700}.radar .optional{fill:var(--soft)}
.sources{font-size:.9rem;color:var(--soft)}.sources td:first-child{white-space:nowrap}
@media(max-width:60rem){.pair{grid-template-columns:minmax(0,1fr);gap:.5rem}.radar{max-width:26rem}}
@media(max-width:48rem){main{padding:1.2rem 1rem 3rem}.map{width:44rem;max-width:none}h1{font-size:1.4rem}.facts{grid-template-columns:1fr 1fr}}
@media print{body{font-size:10pt}main{max-width:none;padding:0}.scroll,.frame{overflow:visible}.pair{display:block}.radar{max-width:26rem}td.text{min-width:0}details{break-before:page}summary{list-style:none}
details::details-content{content-visibility:visible;display:block}tr,svg,.facts{break-inside:avoid}thead{display:table-header-group}a{color:inherit;text-decoration:none}*{print-color-adjust:exact}}`
