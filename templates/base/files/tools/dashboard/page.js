const state = { blueprint: null, system: null, mailboxes: [], spans: [], lines: [] };
const KEPT = { spans: 4000, lines: 2000 };
const view = document.getElementById('view');
const filters = { traces: '', failed: false, logs: '', level: '0' };
const expanded = new Set();

/* ---- Text into the page: everything that comes from outside passes here. */

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value) => String(value ?? '').replace(/[&<>"']/g, (letter) => escapes[letter]);
const clock = (ms) => new Date(ms).toTimeString().slice(0, 8);
const took = (ms) =>
  ms < 1
    ? `${Math.round(ms * 1000)} µs`
    : ms < 1000
      ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms`
      : `${(ms / 1000).toFixed(2)} s`;
const age = (seconds) =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
const empty = (why) => `<p class="empty">${why}</p>`;

/** A colour for each module, and one for what is no module. Red is kept for what failed. */
function hue(name) {
  const hues = [232, 168, 282, 200, 318, 140, 258, 186, 300, 120];
  const index = state.blueprint?.modules.findIndex((module) => module.name === name) ?? -1;
  return index < 0 ? '--hue: var(--soft)' : `--hue: hsl(${hues[index % hues.length]} 62% 55%)`;
}

/** Whose work a span is: its module’s, or if it names none, its app’s. */
function ownerOf({ name, service, attributes }) {
  const [, route] = (attributes['http.route'] ?? '').split('/');
  const said = [
    attributes['messaging.consumer.group.name'],
    attributes['messaging.client.id'],
    attributes['rpc.method']?.split('.')[0],
    route,
    name.split(/[ .]/)[0].replaceAll('_', '-'),
  ];
  const names = state.blueprint?.modules.map((module) => module.name) ?? [];
  return said.find((one) => names.includes(one)) ?? service;
}

/* ---- Traces, from the spans that arrived */

function traces() {
  const byId = new Map();
  for (const span of state.spans) {
    const trace = byId.get(span.traceId) ?? {
      id: span.traceId,
      spans: [],
      start: Infinity,
      end: 0,
    };
    byId.set(span.traceId, trace);
    trace.spans.push(span);
    trace.start = Math.min(trace.start, span.start);
    trace.end = Math.max(trace.end, span.end);
  }
  return [...byId.values()]
    .map((trace) => {
      const ids = new Set(trace.spans.map(({ spanId }) => spanId));
      const roots = trace.spans.filter(({ parentSpanId }) => !ids.has(parentSpanId));
      const root = roots.toSorted((a, b) => a.start - b.start)[0];
      return {
        ...trace,
        root,
        status: root?.attributes['http.response.status_code'],
        failed: trace.spans.some(({ error }) => error),
      };
    })
    .toSorted((a, b) => b.start - a.start);
}

/** Spans in the order of a tree, each with its depth. */
function tree(spans) {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const below = Map.groupBy(spans, ({ parentSpanId }) =>
    ids.has(parentSpanId) ? parentSpanId : null,
  );
  const walk = (parent, depth) =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => a.start - b.start)
      .flatMap((span) => [{ span, depth }, ...walk(span.spanId, depth + 1)]);
  return walk(null, 0);
}

/* ---- Views */

const views = {
  overview: () => `
    <div class="tiles">${tiles()}</div>
    <div class="columns">
      <section class="card"><h2>Modules and how they reach each other</h2>${map()}</section>
      <section class="card"><h2>Messages</h2>${mailboxTable()}</section>
    </div>
    <section class="card"><h2>Latest traces</h2>${traceRows(traces().slice(0, 8))}</section>`,

  traces: (id) => (id ? traceDetail(id) : traceList()),

  logs: () => `
    <section class="card"><div class="filters">
      <input type="search" data-filter="logs" placeholder="Text, app or trace id" aria-label="Filter lines" value="${text(filters.logs)}">
      <select data-filter="level" aria-label="Least level">${levels()}</select>
    </div><div class="rows">${lineRows(chosenLines()) || empty('No lines yet, or none that match.')}</div></section>`,

  messages: () =>
    `<section class="card"><h2>Messages that wait or were set aside</h2>${mailboxTable()}</section>` +
    state.mailboxes
      .filter(({ messages }) => messages.length > 0)
      .map(mailbox)
      .join(''),

  routes: () => `
    <section class="card"><h2>Routes of the public door</h2><table>
      <tr><th>Route</th><th>Who may</th><th class="wide">What it does</th></tr>
      ${(state.system?.routes ?? []).map(routeRow).join('')}
    </table></section>`,
};

function tiles() {
  const since = Date.now() - 60_000;
  const requests = state.spans.filter(
    ({ kind, start, parentSpanId, attributes }) =>
      kind === 'server' && start > since && !attributes['rpc.method'] && !isSpan(parentSpanId),
  );
  const times = requests.map(({ start, end }) => end - start).toSorted((a, b) => a - b);
  const failed = requests.filter(({ error }) => error).length;
  const handled = state.spans.filter(
    ({ kind, start }) => kind === 'consumer' && start > since,
  ).length;
  const pending = state.mailboxes.reduce((sum, box) => sum + box.pending, 0);
  const dead = state.mailboxes.reduce((sum, box) => sum + box.dead, 0);
  const tile = (value, what, tone = '') =>
    `<div class="tile"><strong class="${tone}">${value}</strong><span>${what}</span></div>`;
  return [
    tile(requests.length, 'requests in a minute'),
    tile(times.length ? took(times[Math.floor(times.length * 0.95)]) : '–', 'for 95 % of them'),
    tile(failed, 'of them failed', failed ? 'bad' : ''),
    tile(handled, 'messages handled'),
    tile(pending, 'messages waiting', pending > 20 ? 'warn' : ''),
    tile(dead, 'messages dead', dead ? 'bad' : ''),
  ].join('');
}

const isSpan = (id) => id !== null && state.spans.some(({ spanId }) => spanId === id);

function map() {
  const { modules = [], apps = [], links = [] } = state.blueprint ?? {};
  const [width, height] = narrow.matches ? [380, 400] : [640, 350];
  const at = new Map(
    modules.map(({ name }, index) => {
      const angle = (index / modules.length) * 2 * Math.PI - Math.PI / 2;
      return [
        name,
        {
          x: width / 2 + Math.cos(angle) * (width / 2 - box().width / 2 - 6),
          y: height / 2 + Math.sin(angle) * (height / 2 - 46),
        },
      ];
    }),
  );
  const grouped = Map.groupBy(
    sent(links).filter(({ consumer, producer }) => consumer !== producer),
    ({ kind, consumer, producer }) => `${kind} ${consumer} ${producer}`,
  );
  const edges = [...grouped.values()].map((group) => edge(group, at)).join('');
  const nodes = modules.map(({ name }) => node(name, at.get(name), apps)).join('');
  return `<svg class="map" viewBox="0 0 ${width} ${height}" role="img" aria-label="Modules and links">
    <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto"><path class="arrow" d="M0 0 8 4 0 8z" style="stroke:none"/></marker></defs>
    ${edges}${nodes}</svg>
    <div class="legend"><span><i style="--hue:var(--accent)"></i>asks</span><span><i class="dashed" style="--hue:var(--accent)"></i>keeps a copy</span><span><i></i>sends messages</span></div>`;
}

/** A command is declared by who receives it: who really sends it is seen in traces. */
function sent(links) {
  const senders = new Map();
  for (const { kind, attributes } of state.spans)
    if (kind === 'producer') {
      const type = attributes['messaging.destination.name'];
      senders.set(type, (senders.get(type) ?? new Set()).add(attributes['messaging.client.id']));
    }
  return links.flatMap((link) =>
    link.kind === 'message' && senders.has(link.name)
      ? [...senders.get(link.name)].map((producer) => ({ ...link, producer }))
      : [link],
  );
}

/** Calls point at who is asked, messages and replicas at who receives. */
function edge(group, at) {
  const { kind, consumer, producer } = group[0];
  const [from, to] =
    kind === 'call' ? [at.get(consumer), at.get(producer)] : [at.get(producer), at.get(consumer)];
  if (!from || !to) return '';
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = kind === 'call' ? -0.1 : 0.14;
  const control = { x: (from.x + to.x) / 2 - dy * bend, y: (from.y + to.y) / 2 + dx * bend };
  const start = border(from, control);
  const end = border(to, control);
  const names = group.map(({ name }) => name);
  return `<path class="${kind}" data-types="${text(names.join(' '))}" marker-end="url(#tip)"
    d="M${start.x} ${start.y}Q${control.x} ${control.y} ${end.x} ${end.y}"><title>${text(`${producer} → ${consumer}: ${names.join(', ')}`)}</title></path>`;
}

const narrow = matchMedia('(max-width: 860px)');
const box = () => ({ width: narrow.matches ? 112 : 128, height: 46 });

/** Where a line from the middle of a box towards a point leaves the box. */
function border(from, towards) {
  const [dx, dy] = [towards.x - from.x, towards.y - from.y];
  const scale = Math.min(
    (box().width / 2 + 4) / Math.abs(dx || 1e-9),
    (box().height / 2 + 4) / Math.abs(dy || 1e-9),
  );
  return { x: (from.x + dx * scale).toFixed(1), y: (from.y + dy * scale).toFixed(1) };
}

function node(name, { x, y }, apps) {
  const sum = (count) =>
    state.mailboxes.reduce((total, one) => total + (one.module === name ? one[count] : 0), 0);
  const wide = box().width / 2;
  const [dead, pending] = [sum('dead'), sum('pending')];
  const homes = apps.filter((app) => app.modules.includes(name) && app.trigger !== 'schedule');
  const where = homes.map((app) => app.name).join(', ');
  const count = dead || pending;
  const badge = count
    ? `<circle cx="${x + wide - 2}" cy="${y - 22}" r="11" style="fill:var(${dead ? '--bad' : '--warn'})"/><text class="count" x="${x + wide - 2}" y="${y - 18}">${count}</text>`
    : '';
  return `<g style="${hue(name)}"><rect x="${x - wide}" y="${y - 23}" width="${2 * wide}" height="46" rx="10"/>
    <text x="${x}" y="${y - 2}">${text(name)}</text><text class="app" x="${x}" y="${y + 14}">${text(where.length > 22 ? `${homes.length} apps` : `in ${where}`)}</text>${badge}</g>`;
}

function traceList() {
  const wanted = filters.traces.toLowerCase();
  const found = traces().filter(
    ({ id, root, failed, spans }) =>
      (!filters.failed || failed) &&
      (id.includes(wanted) ||
        root.name.toLowerCase().includes(wanted) ||
        spans.some(({ name, service }) => `${service} ${name}`.toLowerCase().includes(wanted))),
  );
  return `<section class="card"><div class="filters">
      <input type="search" data-filter="traces" placeholder="Route, message, app or trace id" aria-label="Filter traces" value="${text(filters.traces)}">
      <label><input type="checkbox" data-filter="failed" ${filters.failed ? 'checked' : ''}> failed only</label>
    </div>${traceRows(found.slice(0, 100))}</section>`;
}

function traceRows(some) {
  if (some.length === 0)
    return empty('No traces yet. Send a request, and it appears here within two seconds.');
  const longest = Math.max(...some.map(({ start, end }) => end - start));
  return `<div class="rows">${some
    .map(({ id, root, start, end, spans, status, failed }) => {
      const share = Math.max(3, (100 * Math.log1p(end - start)) / Math.log1p(longest));
      const services = new Set(spans.map(({ service }) => service)).size;
      return `<a class="trace ${failed ? 'failed' : ''}" href="#/traces/${id}">
        <time class="mono soft">${clock(start)}</time>
        <span class="name">${text(root.name)} ${status ? `<span class="tag ${failed ? 'bad' : ''}">${status}</span>` : ''} <span class="soft">${spans.length} spans${services > 1 ? ` in ${services} apps` : ''}</span></span>
        <span class="track"><i style="width:${share}%"></i></span><span class="number">${took(end - start)}</span></a>`;
    })
    .join('')}</div>`;
}

function traceDetail(id) {
  const trace = traces().find((one) => one.id === id);
  const lines = state.lines.filter(({ trace_id }) => trace_id === id);
  const back = '<p><a href="#/traces">← All traces</a></p>';
  if (!trace)
    return `${back}<section class="card">${empty(lines.length ? 'Its spans have not arrived (yet).' : 'This trace is not known here (any more).')}</section>${linesOf(lines)}`;
  const length = trace.end - trace.start || 1;
  const rows = tree(trace.spans).map(({ span, depth }) =>
    spanRow(span, depth, trace.start, length),
  );
  const owners = [...new Set(trace.spans.map(ownerOf))];
  return `${back}<section class="card">
      <h2>${text(trace.root.name)} · ${took(length)} · ${clock(trace.start)} · <span class="mono">${id}</span></h2>
      <div class="scale">${[0, 0.25, 0.5, 0.75, 1].map((part) => `<span>${took(length * part)}</span>`).join('')}</div>
      ${rows.join('')}
      <div class="legend">${owners.map((owner) => `<span style="${hue(owner)}"><i></i>${text(owner)}</span>`).join('')}</div>
    </section>${linesOf(lines)}`;
}

const linesOf = (lines) =>
  `<section class="card"><h2>Log lines of this trace</h2><div class="rows">${lineRows(lines) || empty('None at this level.')}</div></section>`;

function spanRow(span, depth, start, length) {
  const left = (100 * (span.start - start)) / length;
  const width = (100 * (span.end - span.start)) / length;
  const open = expanded.has(span.spanId);
  const fields = {
    app: span.service,
    kind: span.kind,
    ...span.attributes,
    ...(span.error && { error: span.error }),
  };
  const attributes = `<dl class="attributes" style="${hue(ownerOf(span))}">${Object.entries(fields)
    .map(
      ([key, value]) =>
        `<dt>${text(key)}</dt><dd class="${key === 'error' ? 'bad' : ''}">${text(value)}</dd>`,
    )
    .join('')}</dl>`;
  return `<button class="span ${span.error ? 'failed' : ''}" style="${hue(ownerOf(span))}" data-span="${span.spanId}" aria-expanded="${open}" title="${text(span.service)}">
      <span class="name" style="padding-left:${Math.min(depth, 12) * 12}px">${text(span.name)}</span>
      <span class="lane"><i style="left:${left}%;width:${width}%"></i></span>
      <span class="number soft">${took(span.end - span.start)}</span></button>${open ? attributes : ''}`;
}

const LEVELS = {
  20: ['debug', 'soft'],
  30: ['info', 'good'],
  40: ['warn', 'warn'],
  50: ['error', 'bad'],
  60: ['fatal', 'bad'],
};
const KNOWN = new Set([
  'level',
  'time',
  'app',
  'process',
  'msg',
  'trace_id',
  'span_id',
  'pid',
  'hostname',
]);

const levels = () =>
  [
    ['0', 'every level'],
    ['30', 'info and up'],
    ['40', 'warnings and errors'],
    ['50', 'errors'],
  ]
    .map(
      ([value, name]) =>
        `<option value="${value}" ${filters.level === value ? 'selected' : ''}>${name}</option>`,
    )
    .join('');

function chosenLines() {
  const wanted = filters.logs.toLowerCase();
  return state.lines
    .filter(
      (line) =>
        line.level >= Number(filters.level) &&
        (!wanted || JSON.stringify(line).toLowerCase().includes(wanted)),
    )
    .slice(-300)
    .toReversed();
}

function lineRows(lines) {
  return lines
    .map((line) => {
      const [level, tone] = LEVELS[line.level] ?? ['', 'soft'];
      const fields = Object.entries(line)
        .filter(([key]) => !KNOWN.has(key))
        .map(
          ([key, value]) =>
            `${key}=${key === 'error' ? (value?.message ?? value) : typeof value === 'object' ? JSON.stringify(value) : value}`,
        );
      return `<div class="line"><time class="mono soft">${clock(line.time)}.${String(line.time % 1000).padStart(3, '0')}</time>
        <span class="mono ${tone}">${level}</span><span class="mono soft">${text(line.app ?? line.process)}</span>
        <span class="text">${text(line.msg)} <span class="fields">${text(fields.join(' '))}</span></span>
        ${line.trace_id ? `<a class="mono" href="#/traces/${text(line.trace_id)}" title="${text(line.trace_id)}">${text(line.trace_id.slice(0, 8))}</a>` : '<span></span>'}</div>`;
    })
    .join('');
}

const KINDS = { outbox: 'to leave', parked: 'arrived, and failed' };

function mailboxTable() {
  if (state.mailboxes.length === 0) return empty('Nothing can be read yet.');
  const modules = [...Map.groupBy(state.mailboxes, ({ module }) => module)];
  const rows = modules.map(([module, boxes]) => {
    const [pending, dead] = ['pending', 'dead'].map((count) =>
      boxes.reduce((sum, box) => sum + box[count], 0),
    );
    const oldest = Math.max(...boxes.map(({ oldestSeconds }) => oldestSeconds));
    return `<tr><td>${text(module)}</td><td class="number ${pending > 20 ? 'warn' : ''}">${pending}</td>
      <td class="number ${dead ? 'bad' : ''}">${dead}</td><td class="number soft">${pending ? age(oldest) : '–'}</td></tr>`;
  });
  return `<table><tr><th>Module</th><th class="number">waiting</th><th class="number">dead</th><th class="number">oldest</th></tr>${rows.join('')}</table>`;
}

function mailbox({ module, kind, messages }) {
  const rows = messages.map(
    ({ id, type, key, status, attempts, error, at, trace, payload }) => `<tr><td>
      <details data-open="${text(id)}" ${expanded.has(id) ? 'open' : ''}><summary>${text(type)} <span class="tag ${status === 'dead' ? 'bad' : ''}">${text(status)}</span></summary>
      <pre>${text(JSON.stringify(payload, null, 2))}</pre></details>
      ${error ? `<div class="bad mono">${text(error)}</div>` : ''}</td>
      <td class="wide mono soft">${text(key)}</td><td class="number soft">${attempts} ${attempts === 1 ? 'try' : 'tries'}</td>
      <td class="number mono soft">${clock(Date.parse(at))}</td>
      <td><a class="mono" href="#/traces/${text(trace).slice(3, 35)}">trace</a></td></tr>`,
  );
  return `<section class="card"><h2>${text(module)}: ${KINDS[kind]}</h2><table>
    <tr><th>Message</th><th class="wide">Key</th><th></th><th class="number">since</th><th></th></tr>${rows.join('')}</table></section>`;
}

const routeRow = ({ method, path, summary, policy }) =>
  `<tr><td><span class="method">${text(method)}</span> <span class="mono">${text(path)}</span></td>
    <td><span class="tag ${policy === 'public' ? 'warn' : ''}">${text(policy)}</span></td><td class="wide soft">${text(summary)}</td></tr>`;

/* ---- Drawing and events */

function draw() {
  const [, name = 'overview', id] = location.hash.split('/');
  const known = views[name] ? name : 'overview';
  const focused = document.activeElement?.dataset?.filter;
  const caret = document.activeElement?.selectionStart;
  view.innerHTML = views[known](id);
  for (const link of document.querySelectorAll('nav a'))
    link.toggleAttribute('aria-current', link.hash === `#/${known}`);
  const field = focused && view.querySelector(`[data-filter="${focused}"]`);
  if (field) {
    field.focus();
    if (field.type === 'search') field.setSelectionRange(caret, caret);
  }
}

let due = 0;
/** At most a few times a second, and not while somebody selects text. */
function drawSoon() {
  if (due) return;
  due = setTimeout(() => {
    due = 0;
    if (document.getSelection()?.isCollapsed === false) drawSoon();
    else draw();
  }, 250);
}

function heading() {
  const { project, pattern } = state.blueprint ?? {};
  document.title = `${project} · dashboard`;
  document.getElementById('project').textContent = project;
  document.getElementById('pattern').textContent = pattern;
  const door = document.getElementById('door');
  door.textContent = state.system?.url ?? '';
  door.href = `${state.system?.url ?? ''}/openapi.json`;
}

/** Links along which messages have just travelled light up. */
function flash(spans) {
  const types = new Set(
    spans
      .filter(({ kind }) => kind === 'consumer')
      .map((span) => span.attributes['messaging.destination.name']),
  );
  for (const path of document.querySelectorAll('.map path[data-types]')) {
    if (!path.dataset.types.split(' ').some((type) => types.has(type))) continue;
    path.classList.remove('busy');
    path.getBoundingClientRect();
    path.classList.add('busy');
  }
}

const source = new EventSource('/events');
const live = document.getElementById('live');
source.onopen = () => {
  // Everything is told again after each connection.
  state.spans = [];
  state.lines = [];
  live.className = 'live';
  live.textContent = 'live';
};
source.onerror = () => {
  live.className = 'live off';
  live.textContent = 'not running';
};
for (const name of ['blueprint', 'system', 'mailboxes'])
  source.addEventListener(name, ({ data }) => {
    state[name] = JSON.parse(data);
    heading();
    drawSoon();
  });
for (const name of ['spans', 'lines'])
  source.addEventListener(name, ({ data }) => {
    const more = JSON.parse(data);
    state[name] = [...state[name], ...more].slice(-KEPT[name]);
    drawSoon();
    if (name === 'spans') setTimeout(() => flash(more), 300);
  });

addEventListener('hashchange', () => {
  draw();
  scrollTo(0, 0);
});
view.addEventListener('input', ({ target }) => {
  const { filter } = target.dataset;
  if (!filter) return;
  filters[filter] = target.type === 'checkbox' ? target.checked : target.value;
  draw();
});
view.addEventListener('click', ({ target }) => {
  const id = target.closest('[data-span]')?.dataset.span;
  if (!id) return;
  if (!expanded.delete(id)) expanded.add(id);
  draw();
});
view.addEventListener(
  'toggle',
  ({ target }) => {
    if (!target.dataset.open) return;
    if (target.open) expanded.add(target.dataset.open);
    else expanded.delete(target.dataset.open);
  },
  true,
);
draw();
