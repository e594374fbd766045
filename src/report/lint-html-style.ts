/** The look of the report: one accent, red for cycles, amber for other findings, light and dark. */
export const PAGE_STYLE = String.raw`
:root{color-scheme:light dark;--bg:#f6f7f9;--panel:#fff;--ink:#1b2430;--soft:#5c6878;--faint:#98a2b1;--line:#dfe3e9;--accent:#2f6fde;--accent-soft:#e6effd;--bad:#cf3a3a;--bad-soft:#fdebea;--warn:#b7791f;--warn-soft:#fdf3dc;--good:#1f8a5b;--good-soft:#e2f5ec;--edge:#a9b4c4;--shadow:0 1px 2px rgba(20,30,50,.06),0 4px 16px rgba(20,30,50,.06)}
@media (prefers-color-scheme:dark){:root{--bg:#0f141b;--panel:#171e28;--ink:#e7ecf3;--soft:#9fabbb;--faint:#6b7788;--line:#2a3442;--accent:#6ea3ff;--accent-soft:#1c2c48;--bad:#ff7b72;--bad-soft:#3a1f21;--warn:#e3b341;--warn-soft:#352b14;--good:#56d39b;--good-soft:#14322a;--edge:#4a5768;--shadow:none}}
*{box-sizing:border-box}
html,body{margin:0;height:100%}
body{background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-font-smoothing:antialiased}
button,input,select{font:inherit;color:inherit}
code,.mono{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
#app{display:flex;flex-direction:column;min-height:100%}
header{padding:18px 24px 0;background:var(--panel);border-bottom:1px solid var(--line)}
.top{display:flex;gap:16px;align-items:center;flex-wrap:wrap}
h1{font-size:18px;margin:0;font-weight:650;letter-spacing:-.01em}
.badge{padding:2px 10px;border-radius:99px;font-weight:600;font-size:13px}
.badge.clean{background:var(--good-soft);color:var(--good)}.badge.findings{background:var(--bad-soft);color:var(--bad)}.badge.could-not-run{background:var(--warn-soft);color:var(--warn)}
.search{margin-left:auto;position:relative}
.search input{width:min(340px,70vw);padding:7px 12px;border:1px solid var(--line);border-radius:8px;background:var(--bg)}
.search input:focus-visible,button:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
.hits{position:absolute;right:0;top:40px;width:min(560px,90vw);max-height:60vh;overflow:auto;background:var(--panel);border:1px solid var(--line);border-radius:10px;box-shadow:var(--shadow);z-index:9;padding:6px}
.hits button{display:block;width:100%;text-align:left;border:0;background:none;padding:5px 10px;border-radius:6px;cursor:pointer;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.hits button:hover,.hits button:focus{background:var(--accent-soft)}
.tiles{display:flex;gap:28px;margin:14px 0 12px;flex-wrap:wrap}
.tile b{display:block;font-size:20px;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}
.tile span{color:var(--soft);font-size:12px}
.tile.bad b{color:var(--bad)}.tile.warn b{color:var(--warn)}
nav{display:flex;gap:4px;padding-right:2rem;overflow-x:auto;scrollbar-width:none;mask-image:linear-gradient(to left,transparent,#000 2rem)}
nav button{flex:none;border:0;background:none;padding:9px 14px;cursor:pointer;color:var(--soft);border-bottom:2px solid transparent;font-weight:550}
nav button[aria-selected=true]{color:var(--ink);border-color:var(--accent)}
nav sup{margin-left:5px;font-size:11px;color:var(--faint);font-weight:500}
main{flex:1;padding:20px 24px;min-height:0}
.problem{background:var(--warn-soft);color:var(--ink);border:1px solid var(--warn);border-radius:10px;padding:10px 14px;margin-bottom:12px}
.split{display:grid;grid-template-columns:minmax(0,1fr) 380px;gap:20px;height:calc(100vh - 218px);min-height:480px}
.card{background:var(--panel);border:1px solid var(--line);border-radius:12px;box-shadow:var(--shadow)}
.canvas{position:relative;overflow:hidden}
.canvas svg{width:100%;height:100%;display:block;cursor:grab;touch-action:none;user-select:none}
.canvas svg.drag{cursor:grabbing}
.tools{position:absolute;right:12px;top:12px;display:flex;gap:4px}
.tools button,.chip{border:1px solid var(--line);background:var(--panel);border-radius:8px;min-width:32px;height:32px;cursor:pointer;padding:0 9px}
.tools button:hover,.chip:hover{border-color:var(--accent)}
.legend{position:absolute;left:14px;bottom:10px;color:var(--soft);font-size:12px;display:flex;gap:14px;flex-wrap:wrap;background:color-mix(in srgb,var(--panel) 85%,transparent);padding:3px 8px;border-radius:8px;pointer-events:none}
.legend i{display:inline-block;width:18px;height:0;border-top:2px solid var(--edge);vertical-align:middle;margin-right:5px}
.node rect{fill:var(--panel);stroke:var(--line);stroke-width:1.2}
.node{cursor:pointer}
.node text{fill:var(--ink);font-size:13px;font-weight:550}
.node .sub{fill:var(--faint);font-size:10.5px;font-weight:400}
.node.cycle rect{stroke:var(--bad);fill:var(--bad-soft)}
.node.finding:not(.cycle) rect{stroke:var(--warn)}
.node.on rect{stroke:var(--accent);stroke-width:2.4}
.edge{fill:none;stroke:var(--edge);opacity:var(--dense)}
.edge.types{stroke-dasharray:4 4}
.edge.finding{stroke:var(--warn);opacity:var(--loud)}
.edge.cycle{stroke:var(--bad);opacity:var(--loud)}
.dim .node:not(.on):not(.near){opacity:.22}
.dim .edge:not(.near){opacity:.05}
.dim .edge.near{opacity:1}
.edge.near.out{stroke:var(--accent)}.edge.near.in{stroke:var(--good)}.edge.near.cycle{stroke:var(--bad)}
aside{overflow:auto;padding:16px 18px}
aside h2{margin:0 0 2px;font-size:16px;font-weight:650;overflow-wrap:anywhere}
aside h3{font-size:12px;text-transform:uppercase;letter-spacing:.05em;color:var(--soft);margin:18px 0 6px;font-weight:600}
aside p{margin:4px 0;color:var(--soft)}
details{border-top:1px solid var(--line);padding:5px 0}
details summary{cursor:pointer;display:flex;gap:8px;align-items:baseline;list-style:none}
details summary::-webkit-details-marker{display:none}
details summary::before{content:"›";color:var(--faint);transition:transform .12s}
details[open] summary::before{transform:rotate(90deg)}
details .n{margin-left:auto;color:var(--soft);font-variant-numeric:tabular-nums}
details ul{margin:4px 0 6px;padding:0 0 0 14px;list-style:none}
details li{color:var(--soft);overflow-wrap:anywhere;margin:3px 0}
.go{color:var(--accent);cursor:pointer;text-decoration:none;background:none;border:0;padding:0}
.red{color:var(--bad)}.amber{color:var(--warn)}
.grid2{display:grid;grid-template-columns:1fr 1fr;gap:4px 16px}
.grid2 span{color:var(--soft)}.grid2 b{float:right;font-weight:600;font-variant-numeric:tabular-nums}
.bar{height:8px;border-radius:4px;background:var(--line);overflow:hidden}.bar i{display:block;height:100%;background:var(--accent);border-radius:4px}
.bar.low i{background:var(--bad)}.bar.mid i{background:var(--warn)}.bar.high i{background:var(--good)}
.scroll{overflow:auto;max-height:calc(100vh - 230px)}
table{border-collapse:collapse;width:100%}
th,td{padding:7px 12px;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
th{position:sticky;top:0;background:var(--panel);font-size:12px;color:var(--soft);font-weight:600;z-index:1}
th button{border:0;background:none;cursor:pointer;padding:0;font-weight:600;color:inherit}
td.num,th.num{text-align:right;font-variant-numeric:tabular-nums}
tbody tr:hover{background:var(--accent-soft)}
td.wide{white-space:normal;overflow-wrap:anywhere;min-width:260px}
.filters{display:flex;gap:8px;flex-wrap:wrap;margin-bottom:12px}
.chip[aria-pressed=true]{background:var(--accent-soft);border-color:var(--accent)}
.group{margin-bottom:16px;padding:14px 18px}
.group h2{margin:0;font-size:15px}
.group>p{margin:2px 0 8px;color:var(--soft)}
.finding{border-top:1px solid var(--line);padding:8px 0}
.finding .path{color:var(--soft);overflow-wrap:anywhere}
.chain{color:var(--soft);overflow-wrap:anywhere}
.matrix text{font-size:11px;fill:var(--soft)}
.matrix rect.cell{cursor:pointer}
.empty{color:var(--soft);padding:40px;text-align:center}
@media (max-width:900px){.split{grid-template-columns:1fr;height:auto}.canvas{height:60vh}main{padding:14px}.search{margin-left:0}}
`;
