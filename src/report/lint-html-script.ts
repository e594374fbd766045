import { PAGE_TABLES } from './lint-html-tables.js';

/** The page itself, in plain JavaScript: every text is set as text, so that names of files cannot become markup. */
export const PAGE_SCRIPT = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const SVG = 'http://www.w3.org/2000/svg';
const app = document.getElementById('app');
let selected = -1, tab = 'graph', view = null;

function el(name, props, ...children) {
  const svg = ['svg','g','path','rect','text','line','title','defs','marker'].includes(name);
  const node = svg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(props || {})) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(key, value === true ? '' : value);
  }
  for (const child of children.flat()) if (child != null) node.append(child);
  return node;
}
const percent = (x) => x == null ? '–' : Math.round(x * 100) + ' %';
const two = (x) => x == null ? '–' : x.toFixed(2);
const plural = (n, word) => n.toLocaleString('en') + ' ' + word + (n === 1 ? '' : 's');
const out = (id) => data.edges.filter((edge) => edge.from === id);
const into = (id) => data.edges.filter((edge) => edge.to === id);
const cyclic = new Set(data.edges.flatMap((edge) => edge.inCycle ? [edge.from, edge.to] : []));
const troubled = new Set(data.findings.flatMap((f) => f.from >= 0 ? [f.from] : []));
const badEdges = new Set(data.findings.map((f) => f.from + ' ' + f.to));

function header() {
  const c = data.counts;
  const word = { clean: 'clean', findings: 'findings', 'could-not-run': 'not everything checked' }[data.verdict];
  const tile = (value, label, kind) => el('div', { class: 'tile ' + (kind || '') }, el('b', {}, String(value)), el('span', {}, label));
  const tabs = [['graph', 'Modules', c.modules], ['matrix', 'Matrix'], ['findings', 'Findings', data.findingsInAll], ['metrics', 'Metrics'], ['hotspots', 'Hotspots']];
  return el('header', {},
    el('div', { class: 'top' }, el('h1', {}, 'Architecture'), el('span', { class: 'badge ' + data.verdict }, word), search()),
    el('div', { class: 'tiles' },
      tile(c.files.toLocaleString('en'), 'files'), tile(c.imports.toLocaleString('en'), 'imports'),
      tile(c.modules, 'modules' + (data.layout === 'none' ? '' : ' by ' + data.layout)),
      tile(c.errors, 'errors', c.errors ? 'bad' : ''), tile(c.warnings, 'warnings', c.warnings ? 'warn' : ''),
      c.known ? tile(c.known, 'known in the baseline') : null,
      tile(percent(c.propagation), 'of modules reached by an average change')),
    data.recognised.length === 0 ? null : el('details', { class: 'recognised' }, el('summary', {}, data.recognised[0]), el('ul', { class: 'mono' }, data.evidence.map(({ file, shows }) => el('li', {}, file + ': ' + shows)))),
    el('nav', { role: 'tablist' }, tabs.map(([id, label, amount]) =>
      el('button', { role: 'tab', 'data-tab': id, 'aria-selected': String(tab === id), onclick: () => { tab = id; render(); } }, label, amount == null ? null : el('sup', {}, String(amount))))));
}

function search() {
  const hits = el('div', { class: 'hits', hidden: true });
  const input = el('input', { type: 'search', placeholder: 'Find a module or a file  ( / )', 'aria-label': 'Find a module or a file', id: 'search' });
  const go = (id) => { hits.hidden = true; input.value = ''; select(id); };
  input.addEventListener('input', () => {
    const asked = input.value.trim().toLowerCase();
    hits.replaceChildren();
    hits.hidden = asked === '';
    if (asked === '') return;
    const modules = data.modules.flatMap((m, id) => m.name.toLowerCase().includes(asked) ? [[m.name, id]] : []).slice(0, 8);
    const files = data.files.filter(([path, id]) => id >= 0 && path.toLowerCase().includes(asked)).slice(0, 14);
    for (const [name, id] of modules) hits.append(el('button', { onclick: () => go(id) }, el('b', {}, name)));
    for (const [path, id] of files) hits.append(el('button', { class: 'mono', onclick: () => go(id) }, path));
    if (hits.childElementCount === 0) hits.append(el('div', { class: 'empty' }, 'Nothing is called that'));
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') hits.querySelector('button')?.click();
    if (event.key === 'Escape') { input.value = ''; hits.hidden = true; }
  });
  return el('div', { class: 'search' }, input, hits);
}

const W = 168, H = 46, GX = 34, GY = 74;
function position(id) {
  const m = data.modules[id];
  return { x: m.column * (W + GX), y: m.row * (H + GY) };
}

function curve(from, to) {
  const a = position(from), b = position(to);
  if (a.y === b.y) {
    const side = b.x > a.x ? 1 : -1, far = Math.min(120, 30 + Math.abs(b.x - a.x) / 8);
    return 'M' + (a.x + side * W / 4) + ' ' + (a.y + H) + ' C' + (a.x + side * W / 4) + ' ' + (a.y + H + far) + ' ' + (b.x - side * W / 4) + ' ' + (b.y + H + far) + ' ' + (b.x - side * W / 4) + ' ' + (b.y + H + 2);
  }
  const down = b.y > a.y, y1 = down ? a.y + H : a.y, y2 = down ? b.y - 3 : b.y + H + 3, bend = (y2 - y1) * 0.45;
  const shift = down ? 0 : 26;
  return 'M' + (a.x + shift) + ' ' + y1 + ' C' + (a.x + shift) + ' ' + (y1 + bend) + ' ' + (b.x + shift) + ' ' + (y2 - bend) + ' ' + (b.x + shift) + ' ' + y2;
}

function short(name) {
  return name.length > 22 ? '…' + name.slice(-21) : name;
}

function graph() {
  if (data.modules.length === 0) return el('div', { class: 'card empty' }, 'No modules were recognised: the layout of the folders suggests none.');
  const svg = el('svg', { role: 'img', 'aria-label': 'Modules and what they import of each other' });
  const marker = (id, color) => el('marker', { id, viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: 'userSpaceOnUse', orient: 'auto' }, el('path', { d: 'M0 0 8 4 0 8z', style: 'fill:' + color }));
  svg.append(el('defs', {}, marker('arrow', 'var(--edge)'), marker('arrow-bad', 'var(--bad)')));
  const dense = Math.max(0.12, Math.min(0.6, 60 / Math.max(1, data.edges.length)));
  const scene = el('g', { style: '--dense:' + dense.toFixed(2) + ';--loud:' + Math.min(0.9, dense * 2).toFixed(2) });
  for (const edge of data.edges) {
    const bad = badEdges.has(edge.from + ' ' + edge.to);
    const kind = ['edge', edge.inCycle ? 'cycle' : bad ? 'finding' : '', edge.runtime === 0 ? 'types' : ''].join(' ');
    const path = el('path', { class: kind, d: curve(edge.from, edge.to), 'stroke-width': (1 + Math.log2(edge.imports) * 0.45).toFixed(2), 'marker-end': edge.inCycle ? 'url(#arrow-bad)' : 'url(#arrow)', 'data-from': edge.from, 'data-to': edge.to });
    path.append(el('title', {}, data.modules[edge.from].name + ' → ' + data.modules[edge.to].name + ': ' + plural(edge.imports, 'import')));
    scene.append(path);
  }
  data.modules.forEach((m, id) => {
    const p = position(id);
    const kind = ['node', cyclic.has(id) ? 'cycle' : '', troubled.has(id) ? 'finding' : ''].join(' ');
    const node = el('g', { class: kind, transform: 'translate(' + (p.x - W / 2) + ' ' + p.y + ')', tabindex: 0, role: 'button', 'aria-label': m.name, 'data-id': id, onkeydown: (event) => { if (event.key === 'Enter') select(id); } },
      el('rect', { width: W, height: H, rx: 9 }),
      el('text', { x: W / 2, y: 20, 'text-anchor': 'middle' }, short(m.name)),
      el('text', { class: 'sub', x: W / 2, y: 36, 'text-anchor': 'middle' }, plural(m.files || 0, 'file')));
    node.append(el('title', {}, m.name));
    scene.append(node);
  });
  svg.append(scene);
  const box = el('div', { class: 'card canvas' }, svg,
    el('div', { class: 'tools' }, el('button', { title: 'Closer', 'aria-label': 'Closer', onclick: () => zoom(0.8) }, '+'), el('button', { title: 'Further', 'aria-label': 'Further', onclick: () => zoom(1.25) }, '−'), el('button', { title: 'Show all', onclick: () => { view = null; fit(); } }, 'Fit')),
    el('div', { class: 'legend' }, legend('', 'imports'), legend('border-top-style:dashed', 'types only'), legend('border-color:var(--bad)', 'cycle'), legend('border-color:var(--warn)', 'finding'), el('span', {}, 'what imports stands above what it imports')));
  const apply = () => svg.setAttribute('viewBox', [view.x, view.y, view.w, view.h].join(' '));
  const bounds = () => {
    const xs = data.modules.map((_, id) => position(id));
    const x1 = Math.min(...xs.map((p) => p.x)) - W / 2 - 30, x2 = Math.max(...xs.map((p) => p.x)) + W / 2 + 30;
    const y1 = Math.min(...xs.map((p) => p.y)) - 40, y2 = Math.max(...xs.map((p) => p.y)) + H + 60;
    return { x: x1, y: y1, w: x2 - x1, h: y2 - y1 };
  };
  const fit = () => { view = view || bounds(); apply(); };
  const zoom = (factor, cx = view.x + view.w / 2, cy = view.y + view.h / 2) => {
    view = { x: cx - (cx - view.x) * factor, y: cy - (cy - view.y) * factor, w: view.w * factor, h: view.h * factor };
    apply();
  };
  const scale = () => { const r = svg.getBoundingClientRect(); return Math.max(view.w / r.width, view.h / r.height); };
  svg.addEventListener('wheel', (event) => {
    event.preventDefault();
    const r = svg.getBoundingClientRect(), s = scale();
    zoom(event.deltaY > 0 ? 1.12 : 0.89, view.x + view.w / 2 + (event.clientX - r.left - r.width / 2) * s, view.y + view.h / 2 + (event.clientY - r.top - r.height / 2) * s);
  }, { passive: false });
  let held = null;
  svg.addEventListener('pointerdown', (event) => { held = { x: event.clientX, y: event.clientY, vx: view.x, vy: view.y, moved: false, node: event.target.closest('.node') }; svg.setPointerCapture(event.pointerId); });
  svg.addEventListener('pointermove', (event) => {
    if (!held) return;
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > 4) { held.moved = true; svg.classList.add('drag'); }
    if (!held.moved) return;
    const s = scale();
    view = { ...view, x: held.vx - (event.clientX - held.x) * s, y: held.vy - (event.clientY - held.y) * s };
    apply();
  });
  svg.addEventListener('pointerup', () => {
    if (held && !held.moved) select(held.node ? Number(held.node.dataset.id) : -1);
    held = null;
    svg.classList.remove('drag');
  });
  fit();
  highlight(scene);
  return el('div', { class: 'split' }, box, el('aside', { class: 'card', id: 'aside' }, aside()));
}

function legend(style, label) { return el('span', {}, el('i', { style }), label); }

function highlight(scene) {
  scene.classList.toggle('dim', selected >= 0);
  const near = new Set([...out(selected).map((e) => e.to), ...into(selected).map((e) => e.from)]);
  for (const node of scene.querySelectorAll('.node')) {
    node.classList.toggle('on', Number(node.dataset.id) === selected);
    node.classList.toggle('near', near.has(Number(node.dataset.id)));
  }
  for (const edge of scene.querySelectorAll('.edge')) {
    const from = Number(edge.dataset.from) === selected, to = Number(edge.dataset.to) === selected;
    edge.classList.toggle('near', from || to);
    edge.classList.toggle('out', from);
    edge.classList.toggle('in', to);
  }
}

function select(id) {
  selected = id;
  if (tab !== 'graph') { tab = 'graph'; render(); return; }
  const scene = document.querySelector('.canvas svg > g');
  if (scene) highlight(scene);
  document.getElementById('aside')?.replaceChildren(...aside());
}

function aside() {
  if (selected < 0) return overview();
  const m = data.modules[selected];
  const figure = (label, value) => el('div', {}, el('span', {}, label), el('b', {}, value));
  const score = m.readiness ? m.readiness.score : 0;
  const own = data.findings.filter((f) => f.from === selected || f.to === selected);
  return [
    el('h2', {}, m.name), el('p', { class: 'mono' }, m.folder),
    el('h3', {}, 'Imported by ' + plural(into(selected).length, 'module')), ...into(selected).sort(byImports).map((edge) => why(edge, edge.from)),
    el('h3', {}, 'Imports ' + plural(out(selected).length, 'module')), ...out(selected).sort(byImports).map((edge) => why(edge, edge.to)),
    el('h3', {}, 'Figures'),
    el('div', { class: 'grid2' }, figure('files', String(m.files)), figure('lines', m.lines == null ? '–' : m.lines.toLocaleString('en')), figure('instability', two(m.instability)), figure('abstractness', two(m.abstractness)), figure('distance', two(m.distance)), figure('cohesion', percent(m.cohesion)), figure('reach of a change', percent(m.propagation)), m.history ? figure('bus factor', String(m.history.busFactor)) : null),
    el('h3', {}, 'Ready to stand alone: ' + score + ' of 100'), bar(score),
    ...(m.readiness ? m.readiness.blockers.map((b) => el('p', {}, '−' + b.cost + '  ' + b.what)) : []),
    ...(own.length === 0 ? [] : [el('h3', {}, plural(own.length, 'finding')), ...own.slice(0, 12).map(finding)]),
  ];
}

function overview() {
  const names = [...cyclic].map((id) => data.modules[id].name).sort();
  const members = names.length > 12 ? [...names.slice(0, 12), 'and ' + (names.length - 12) + ' more'] : names;
  return [
    el('h2', {}, 'Overview'), el('p', {}, 'Click a module to see who depends on it, and why. Drag to move, scroll to zoom.'),
    members.length === 0 ? el('p', {}, 'No cycle between modules at run time.') : el('p', { class: 'red' }, 'In cycles between modules: ' + members.join(', ')),
    el('h3', {}, 'Most depended on'), ...ranked((id) => into(id).length, 'dependent'),
    el('h3', {}, 'Depends on most'), ...ranked((id) => out(id).length, 'dependency', 'dependencies'),
    el('h3', {}, 'First findings'), ...(data.findings.length === 0 ? [el('p', {}, 'None.')] : data.findings.slice(0, 6).map(finding)),
  ];
}

function ranked(amount, word, many) {
  return data.modules.map((m, id) => [m.name, id, amount(id)]).filter(([, , n]) => n > 0).sort((a, b) => b[2] - a[2]).slice(0, 6)
    .map(([name, id, n]) => el('details', {}, el('summary', { onclick: (event) => { event.preventDefault(); select(id); } }, name, el('span', { class: 'n' }, n === 1 || !many ? plural(n, word) : n + ' ' + many))));
}

const byImports = (a, b) => b.imports - a.imports;
function why(edge, other) {
  const note = edge.inCycle ? el('span', { class: 'red' }, 'cycle') : edge.runtime === 0 ? el('span', { class: 'amber' }, 'types') : null;
  const link = el('button', { class: 'go', onclick: (event) => { event.preventDefault(); select(other); } }, data.modules[other].name);
  return el('details', {}, el('summary', {}, link, note, el('span', { class: 'n' }, plural(edge.imports, 'import'))),
    el('ul', { class: 'mono' }, edge.why.map(([from, line, to]) => el('li', {}, from + ':' + line + ' → ' + to)), edge.imports > edge.why.length ? el('li', {}, '… and ' + (edge.imports - edge.why.length) + ' more') : null));
}

function bar(score) {
  return el('div', { class: 'bar ' + (score < 40 ? 'low' : score < 75 ? 'mid' : 'high') }, el('i', { style: 'width:' + score + '%' }));
}

function finding(f) {
  return el('div', { class: 'finding' },
    el('div', { class: 'mono path' }, f.file + ':' + f.line + ':' + f.column), el('div', { class: f.severity === 'error' ? '' : 'amber' }, f.message),
    f.cut.length === 0 ? null : el('div', { class: 'chain mono' }, 'cut: ' + f.cut.map((c) => c.from + ' → ' + c.to).join('; ')));
}

${PAGE_TABLES}
function render() {
  const pages = { graph, matrix, findings, metrics, hotspots };
  app.replaceChildren(header(), el('main', {}, data.problems.map((p) => el('div', { class: 'problem' }, el('b', {}, p.code + ' '), p.message + '. ' + p.hint + '.')), pages[tab]()));
}
addEventListener('keydown', (event) => {
  if (event.key === '/' && event.target.tagName !== 'INPUT') { event.preventDefault(); document.getElementById('search').focus(); }
  if (event.key === 'Escape' && selected >= 0) select(-1);
});
addEventListener('hashchange', open);
function open() {
  const asked = new URLSearchParams(location.hash.slice(1));
  tab = asked.get('tab') || tab;
  selected = data.modules.findIndex((m) => m.name === asked.get('module'));
  render();
}
open();
`;
