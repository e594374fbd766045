/** Findings, matrix, figures and hotspots of the page, as part of its script. */
export const PAGE_TABLES = String.raw`
let onlyClause = null;
function findings() {
  if (data.findings.length === 0) return el('div', { class: 'card empty' }, 'No findings.');
  const clauses = data.clauses.filter((c) => c.findings > 0);
  const chips = [null, ...clauses.map((c) => c.name)].map((name) => el('button', { class: 'chip', 'aria-pressed': String(onlyClause === name), onclick: () => { onlyClause = name; render(); } }, name || 'all'));
  const groups = clauses.filter((c) => onlyClause === null || c.name === onlyClause).map((c) => {
    const all = data.findings.filter((f) => f.clause === c.name);
    const shown = all.slice(0, onlyClause === null ? 25 : 500);
    return el('section', { class: 'card group' }, el('h2', {}, c.name + ' · ' + c.findings), el('p', {}, c.because), ...shown.map(finding), c.findings > shown.length ? el('p', {}, '… and ' + (c.findings - shown.length) + ' more') : null);
  });
  return el('div', {}, el('div', { class: 'filters' }, chips), ...groups);
}

function matrix() {
  const order = data.modules.map((_, id) => id).sort((a, b) => data.modules[a].row - data.modules[b].row || data.modules[a].column - data.modules[b].column);
  if (order.length === 0) return el('div', { class: 'card empty' }, 'No modules were recognised.');
  const size = order.length > 80 ? 11 : order.length > 40 ? 15 : 24, left = 210, top = 180;
  const at = new Map(order.map((id, index) => [id, index]));
  const side = size * order.length;
  const svg = el('svg', { class: 'matrix', width: left + side + 20, height: top + side + 20 });
  order.forEach((id, index) => {
    const name = short(data.modules[id].name);
    svg.append(el('text', { x: left - 8, y: top + index * size + size * 0.7, 'text-anchor': 'end' }, name));
    svg.append(el('text', { transform: 'translate(' + (left + index * size + size * 0.65) + ' ' + (top - 8) + ') rotate(-60)' }, name));
    svg.append(el('rect', { x: left + index * size, y: top + index * size, width: size - 1, height: size - 1, style: 'fill:var(--line)' }));
  });
  svg.append(el('rect', { x: left, y: top, width: side, height: side, style: 'fill:none;stroke:var(--line)' }));
  for (const edge of data.edges) {
    const row = at.get(edge.from), column = at.get(edge.to);
    const color = edge.inCycle ? 'var(--bad)' : badEdges.has(edge.from + ' ' + edge.to) ? 'var(--warn)' : 'var(--accent)';
    const cell = el('rect', { class: 'cell', x: left + column * size, y: top + row * size, width: size - 1, height: size - 1, rx: 2, style: 'fill:' + color + ';opacity:' + Math.min(1, 0.35 + Math.log2(edge.imports + 1) / 8).toFixed(2), onclick: () => select(edge.from) });
    cell.append(el('title', {}, data.modules[edge.from].name + ' → ' + data.modules[edge.to].name + ': ' + plural(edge.imports, 'import')));
    svg.append(cell);
    if (size >= 24) svg.append(el('text', { x: left + column * size + size / 2 - 0.5, y: top + row * size + size * 0.66, 'text-anchor': 'middle', style: 'fill:#fff;font-weight:600;pointer-events:none' }, edge.imports > 99 ? '99+' : String(edge.imports)));
  }
  return el('div', {}, el('p', { style: 'margin-top:0;color:var(--soft)' }, 'A row imports its columns. Modules stand in the order of their layers: what lies below the diagonal points back up. Red is in a cycle.'), el('div', { class: 'card scroll', style: 'padding:12px' }, svg));
}

let sortBy = 'readiness', downwards = false;
function metrics() {
  const columns = [
    ['name', 'module', (m) => m.name, (m) => m.name], ['files', 'files', (m) => m.files, (m) => String(m.files)], ['lines', 'lines', (m) => m.lines, (m) => m.lines == null ? '–' : m.lines.toLocaleString('en')],
    ['afferent', 'used by files', (m) => m.afferent, (m) => String(m.afferent)], ['efferent', 'uses files', (m) => m.efferent, (m) => String(m.efferent)],
    ['instability', 'instability', (m) => m.instability, (m) => two(m.instability)], ['abstractness', 'abstractness', (m) => m.abstractness, (m) => two(m.abstractness)], ['distance', 'distance', (m) => m.distance, (m) => two(m.distance)],
    ['cohesion', 'cohesion', (m) => m.cohesion, (m) => percent(m.cohesion)], ['propagation', 'reach of a change', (m) => m.propagation, (m) => percent(m.propagation)],
    ['commits', 'commits', (m) => m.history && m.history.commits, (m) => m.history ? String(m.history.commits) : '–'], ['bus', 'bus factor', (m) => m.history && m.history.busFactor, (m) => m.history ? String(m.history.busFactor) : '–'],
    ['readiness', 'ready to stand alone', (m) => m.readiness && m.readiness.score, null],
  ];
  const [, , value] = columns.find(([id]) => id === sortBy);
  const rows = data.modules.map((m, id) => [m, id]).sort(([a], [b]) => {
    const x = value(a), y = value(b), d = typeof x === 'string' ? x.localeCompare(y) : (x ?? -1) - (y ?? -1);
    return downwards ? -d : d;
  });
  return el('div', { class: 'card scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, columns.map(([id, label]) => el('th', { class: id === 'name' ? '' : 'num', 'aria-sort': sortBy === id ? (downwards ? 'descending' : 'ascending') : 'none' }, el('button', { onclick: () => { downwards = sortBy === id ? !downwards : id !== 'name'; sortBy = id; render(); } }, label + (sortBy === id ? (downwards ? ' ↓' : ' ↑') : '')))))),
    el('tbody', {}, rows.map(([m, id]) => el('tr', {}, columns.map(([key, , , text]) => el('td', { class: key === 'name' ? '' : 'num' }, key === 'name' ? el('button', { class: 'go', onclick: () => select(id) }, m.name) : text ? text(m) : el('div', { title: m.readiness.blockers.map((b) => '−' + b.cost + ' ' + b.what).join('\n'), style: 'display:flex;gap:8px;align-items:center;justify-content:flex-end' }, el('div', { style: 'width:90px' }, bar(m.readiness.score)), String(m.readiness.score)))))))));
}

function hotspots() {
  if (data.hotspots.length === 0) return el('div', { class: 'card empty' }, 'No hotspots.');
  const withHistory = data.hotspots.some((h) => h.commits != null);
  return el('div', {}, el('p', { style: 'margin-top:0;color:var(--soft)' }, withHistory ? 'Size times how often a file changed: where work is slow and mistakes are made.' : 'Size times how many files import it; run on a repository with history to weigh by changes.'),
    el('div', { class: 'card scroll' }, el('table', {}, el('thead', {}, el('tr', {}, ['file', 'lines', 'commits', 'imported by', ''].map((label, at) => el('th', { class: at === 0 || at === 4 ? '' : 'num' }, label)))),
      el('tbody', {}, data.hotspots.map((h) => el('tr', {}, el('td', { class: 'mono wide' }, h.file), el('td', { class: 'num' }, h.lines == null ? '–' : h.lines.toLocaleString('en')), el('td', { class: 'num' }, h.commits == null ? '–' : String(h.commits)), el('td', { class: 'num' }, String(h.importers)), el('td', { style: 'width:30%' }, el('div', { class: 'bar' }, el('i', { style: 'width:' + h.score + '%' })))))))));
}
`;
