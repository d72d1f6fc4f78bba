/** The page's only style: no font, image or script comes from elsewhere. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2430; --muted: #5d6b7c; --line: #dde3ea;
  --accent: #2f6fde; --before: #b9c4d2; --good: #2e8b57; --fair: #c98a10; --poor: #cc4236;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10151c; --card: #19212b; --ink: #e6ebf1; --muted: #98a6b6; --line: #2d3947;
    --accent: #6ea1ff; --before: #4a5868; --good: #4fb981; --fair: #e0ac45; --poor: #ef7468;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 2rem 1rem 4rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 66rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
h3 { font-size: .95rem; margin: 1.25rem 0 .5rem; }
p { margin: 0 0 .75rem; }
.lead, .note { color: var(--muted); }
.note { font-size: .87rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem; margin-top: 1rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.75rem, 1fr)); gap: .75rem; margin-top: 1.25rem; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; min-width: 0; }
.tile b { display: block; font-size: 1.45rem; line-height: 1.3; font-weight: 650; font-variant-numeric: tabular-nums; }
.tile span { display: block; color: var(--muted); font-size: .84rem; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--muted); font-weight: 550; white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; white-space: nowrap; }
td.name { overflow-wrap: anywhere; min-width: 9rem; font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .83rem; }
table + .note, .scroll + .note { margin-top: .75rem; }
svg { display: block; }
svg text { fill: var(--muted); font-size: 11px; font-family: inherit; }
.grid { stroke: var(--line); }
.axis { stroke: var(--muted); }
.good { fill: var(--good); } .fair { fill: var(--fair); } .poor { fill: var(--poor); } .none { fill: var(--before); }
.column:hover .bar { fill: var(--accent); }
.hit { fill: transparent; }
.key { display: inline-block; width: .7rem; height: .7rem; border-radius: 2px; margin: 0 .35rem 0 1rem; vertical-align: -1px; }
.key.good { background: var(--good); } .key.fair { background: var(--fair); } .key.poor { background: var(--poor); } .key.none { background: var(--before); }
.track { background: var(--line); border-radius: 3px; height: .6rem; min-width: 7rem; margin-top: .45rem; }
.fill { background: var(--accent); border-radius: 3px; height: 100%; min-width: 1px; }
.fill.before { background: var(--before); }
.warning { border-left: 4px solid var(--fair); padding-left: .75rem; margin: .5rem 0; overflow-wrap: anywhere; }
.chosen { font-weight: 650; }
summary { cursor: pointer; color: var(--accent); margin-top: .75rem; }
@media print { body { background: none; padding: 0; } section, .tile { break-inside: avoid; } }
`;
