/** The look of the page: no font, no picture and no colour from anywhere else. */
export const STYLE = `
:root{color-scheme:light dark;--on:#fff;--paper:#fbfaf8;--card:#fff;--ink:#1b1d22;--soft:#5a6070;--line:#e3e1dc;--rail:#efede8;--link:#2a57b5;--good:#1d7a55;--bad:#b3402e;--mind:#8a5a00;--mind-paper:#fdf3dc;
--modular-monolith:#3767b8;--serverless:#c9761a;--event-driven:#168a86;--microservices:#8c4fb0;--shadow:0 1px 2px rgb(20 20 30/.05),0 6px 24px rgb(20 20 30/.05)}
@media (prefers-color-scheme:dark){:root{--on:#14161b;--paper:#121419;--card:#1a1d24;--ink:#eceef2;--soft:#a2a9b8;--line:#2d323d;--rail:#262b35;--link:#93b4ff;--good:#5fcf9f;--bad:#ff8f7d;--mind:#f0c069;--mind-paper:#2d2616;
--modular-monolith:#6f9df0;--serverless:#eca04e;--event-driven:#3fc0b8;--microservices:#c18be6;--shadow:none}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
.wide{max-width:66rem;margin:0 auto;padding:0 1.25rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:9}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header.wide{padding-block:3.5rem 2.25rem}
.eyebrow{margin:0 0 1rem;color:var(--soft);font-size:.8125rem;letter-spacing:.08em;text-transform:uppercase}
h1{margin:0;font:600 clamp(2rem,6vw,3.4rem)/1.12 ui-serif,Georgia,"Iowan Old Style","Times New Roman",serif;letter-spacing:-.02em;text-wrap:balance}
h1 em{font-style:normal;color:var(--p)}
.lede{max-width:44rem;margin:1.25rem 0 0;font-size:1.1875rem;line-height:1.55;text-wrap:pretty}
.instead{margin:1.5rem 0 0;padding:.75rem 1rem;border-left:3px solid var(--mind);background:var(--mind-paper)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1px;margin:2.25rem 0 0;padding:0;background:var(--line);border:1px solid var(--line);border-radius:.75rem;overflow:hidden}
.facts div{background:var(--card);padding:1rem 1.25rem}
.facts dt{color:var(--soft);font-size:.8125rem}.facts dd{margin:.15rem 0 0;font-size:1.0625rem;line-height:1.4}.facts strong{display:block;font-size:1.5rem;line-height:1.25;letter-spacing:-.01em}
nav{position:sticky;top:0;z-index:3;background:color-mix(in srgb,var(--paper) 92%,transparent);backdrop-filter:blur(8px);border-block:1px solid var(--line)}
nav ol{display:flex;gap:.25rem;margin:0;padding:.4rem 2rem .4rem 0;list-style:none;overflow-x:auto;mask-image:linear-gradient(to left,transparent,#000 2rem);scrollbar-width:thin;white-space:nowrap}
nav a{display:block;padding:.3rem .6rem;border-radius:.4rem;color:var(--soft);text-decoration:none;font-size:.875rem}
nav a:hover{background:var(--rail);color:var(--ink)}
section{padding:2.5rem 0 .5rem}
h2{margin:0 0 .35rem;font:600 1.625rem/1.25 ui-serif,Georgia,"Times New Roman",serif;letter-spacing:-.01em}
h3{margin:1.75rem 0 .4rem;font-size:1.0625rem;line-height:1.35}
p,ul,ol{margin:.5rem 0 .75rem}section>p,section>ul,section>ol{max-width:46rem}
li{margin:.3rem 0}
figure{margin:1.25rem 0 1.5rem;padding:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem;box-shadow:var(--shadow)}
figcaption{margin-top:.9rem;color:var(--soft);font-size:.875rem;line-height:1.5;max-width:52rem}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,input:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:.2rem}
a.cite{color:inherit;text-decoration-line:underline;text-decoration-style:dotted;text-decoration-color:var(--soft)}
a.cite:hover{color:var(--link);text-decoration-style:solid}
a.mark{font-size:.75rem;color:var(--soft);text-decoration:none;border:1px solid var(--line);border-radius:1rem;padding:.05rem .5rem;overflow-wrap:anywhere}a.mark:hover{color:var(--link);border-color:currentColor}
.marks{line-height:1.9}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{padding:.45rem .75rem .45rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-weight:500;font-size:.8125rem;vertical-align:bottom}
tbody th{font-weight:500}
table.bars th:first-child{width:11rem}table.bars td,table.bars tbody th{vertical-align:middle}
table.bars td:nth-child(2){width:auto}table.bars td:last-child,table.bars th:last-child{width:1%;text-align:right;white-space:nowrap;padding-right:0}
table.swings td:nth-child(2){width:46%}
table.grid td{min-width:3.6rem}table.grid th:first-child{width:13rem}
svg.bar{display:block;width:100%;min-width:3rem;height:.875rem;border-radius:.2rem}
table.grid td a{white-space:nowrap}
table.grid svg.bar{height:.45rem;min-width:2rem}
.first th{font-weight:650}
.rail{fill:var(--rail)}.whisker{stroke:var(--ink);stroke-width:1.5;fill:none}.axis{stroke:var(--soft);stroke-width:1;fill:none}.border{stroke:var(--bad);stroke-width:2;fill:none}
.p-modular-monolith{fill:var(--modular-monolith)}.p-serverless{fill:var(--serverless)}.p-event-driven{fill:var(--event-driven)}.p-microservices{fill:var(--microservices)}
.faint{opacity:.4}.up{fill:var(--good)}.down{fill:var(--bad)}.weight{fill:var(--soft)}
.l-modular-monolith{stroke:var(--modular-monolith)}.l-serverless{stroke:var(--serverless)}.l-event-driven{stroke:var(--event-driven)}.l-microservices{stroke:var(--microservices)}
.dot{display:inline-block;width:.65rem;height:.65rem;border-radius:.2rem;margin-right:.45rem;vertical-align:baseline;background:var(--p)}
.named{display:inline-flex;align-items:baseline}.is-modular-monolith{--p:var(--modular-monolith)}.is-serverless{--p:var(--serverless)}.is-event-driven{--p:var(--event-driven)}.is-microservices{--p:var(--microservices)}
svg.plot{width:100%;height:auto;font:13px ui-sans-serif,system-ui,sans-serif}
svg.plot text{fill:var(--soft)}svg.plot .strong{fill:var(--ink);font-weight:600}svg.plot .line{fill:none;stroke-width:2.5;stroke-linejoin:round}svg.plot .tick{stroke:var(--line);stroke-width:1}svg.plot .here{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 4}
svg.broad{display:block}svg.narrow,ul.narrow{display:none}
svg.map{max-width:34rem;margin:0 auto;display:block;font-size:15px}svg.plot text.on{fill:var(--on);font-weight:600;font-size:13px}.ring{fill:none;stroke:var(--ink);stroke-width:3}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 .75rem;padding:0;list-style:none;font-size:.875rem}.legend li{margin:0}
.kind{display:inline-block;padding:0 .45rem;border-radius:.25rem;font-size:.75rem;line-height:1.5;border:1px solid var(--line);color:var(--soft);white-space:nowrap}
.kind.judgement{background:var(--mind-paper);color:var(--mind);border-color:transparent}
.quiet{color:var(--soft)}.good{color:var(--good)}.bad{color:var(--bad)}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:0 2.5rem}
.cards{display:grid;align-items:start;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1rem;margin:1.25rem 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1.25rem}.card h3{margin:0 0 .35rem}.card p{margin:.35rem 0;font-size:.9375rem}.card.mind{border-color:var(--mind)}
ol.path{list-style:none;padding:0;max-width:none}ol.path>li{position:relative;margin:0;padding:0 0 1.1rem 2rem;border-left:2px solid var(--line);margin-left:.5rem}ol.path>li:last-child{border-color:transparent}
ol.path>li::before{content:"";position:absolute;left:-.5rem;top:.35rem;width:.875rem;height:.875rem;border-radius:50%;background:var(--paper);border:2px solid var(--soft)}ol.path>li.now::before{background:var(--p);border-color:var(--p)}ol.path p{margin:.1rem 0}
details{margin:.75rem 0}summary{cursor:pointer;color:var(--soft);font-size:.875rem}
.evidence{font-size:.875rem}.evidence dl{display:grid;gap:.5rem;margin:.75rem 0}.record{padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
.record dt{font-weight:600;overflow-wrap:anywhere}.record dd{margin:.15rem 0 0;overflow-wrap:anywhere}
.record:target,tr:target>*{background:color-mix(in srgb,var(--link) 14%,var(--card));border-color:var(--link)}
footer{margin:3rem 0 0;padding:1.5rem 0 3rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}
@media (max-width:40rem){.wide{padding:0 1rem}header.wide{padding-block:2rem 1.5rem}figure{padding:.9rem;margin-inline:-.25rem}.lede{font-size:1.0625rem}table{font-size:.875rem}th,td{padding-right:.5rem}table.bars th:first-child{width:6.5rem}table.grid th:first-child{width:6.5rem}table.grid td{min-width:2.6rem}table.grid thead th{font-size:.6875rem;overflow-wrap:normal}svg.broad{display:none}svg.narrow{display:block}ul.narrow{display:flex}}
@media print{:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#ccc;--rail:#eee;--link:#000;--shadow:none}nav,.skip,.explore{display:none}body{font-size:10pt}header.wide{padding-block:0 1rem}section{padding:1rem 0 0}figure,.card,.record,tr{break-inside:avoid}h2,h3{break-after:avoid}a.cite{text-decoration:none}details>*{display:block}.wide{max-width:none;padding:0}svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
