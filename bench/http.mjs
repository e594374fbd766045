// Requests per CPU-second of a generated app against bare node:http (and bare http + pg) doing the same JSON work.
// Usage: node bench/http.mjs <folder of a generated modular monolith, installed>. Needs Node 24 and wrk. Run by hand.
// ROUNDS=9 and SECONDS=5 measure longer; PROFILE=<folder> writes a CPU profile of the silent app there.
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(process.argv[2] ?? '.');
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 3);
/** Five times what the read cache holds, asked for in turn: the last recently used is always the next one wanted. */
const ITEMS = 5_000;
const work = mkdtempSync(join(tmpdir(), 'bench-http-'));
const { startSystem } = await import(pathToFileURL(join(root, 'tools/system.ts')).href);
const pg = createRequire(join(root, 'package.json'))('pg');

const env = { LOG_LEVEL: 'silent', NODE_ENV: 'production' };
const system = await startSystem({ root, port: 0, data: join(work, 'data'), durable: false, env, output: () => {} });
const app = system.hostOf('inventory');
const databaseUrl = system.databaseUrl(app);
const db = new pg.Client({ connectionString: databaseUrl });
await db.connect();
const insert = `insert into inventory.item (id, name, price, stock, version)
  select gen_random_uuid(), 'Item ' || n, n, n, 1 from generate_series(1, ${ITEMS}) n returning id, name, price, stock, version`;
const { rows: items } = await db.query(insert);
await db.query('analyze inventory.item');
await db.end();

const bare = `
import { createServer } from 'node:http';
import pg from 'pg';
const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE, max: 20 });
const text = 'select id, name, price, stock, version from inventory.item where id = $1';
const found = JSON.parse(process.env.BENCH_ANSWER);
createServer(async (request, response) => {
  let answer = found;
  if (request.url !== '/') answer = (await pool.query({ name: 'get', text, values: [request.url.slice(1)] })).rows[0];
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer));
}).listen(0, '127.0.0.1', function () { process.send({ listening: 'http://127.0.0.1:' + this.address().port }); });`;

const children = [];
/** Starts a process that says where it listens; what it logs goes to a file. */
async function start(main, childEnv, execArgv = []) {
  const log = openSync(join(work, `${children.length}.log`), 'w');
  const child = fork(main, { cwd: root, env: { ...process.env, ...childEnv }, execArgv, stdio: ['ignore', log, log, 'ipc'] });
  children.push(child);
  const { listening } = await new Promise((done, failed) => {
    child.once('message', done);
    child.once('exit', (code) => failed(new Error(`${main} stopped with ${code}: ${readFileSync(join(work, `${children.length - 1}.log`), 'utf8')}`)));
  });
  return { url: listening, pid: child.pid };
}
const appMain = join(root, 'src/apps', app, 'main.ts');
const bareMain = join(root, '.bench-bare.mjs');
const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};
const script = join(work, 'items.lua');
writeFileSync(script, `
local ids = {${items.map(({ id }) => `"${id}"`).join(',')}}
local next = 0
request = function() next = next % #ids + 1; return wrk.format("GET", wrk.path .. ids[next]) end`);
const measure = ([{ url, pid }, path, ...options]) => {
  const before = cpuSeconds(pid);
  const output = execFileSync('wrk', ['-t1', '-c32', `-d${SECONDS}s`, ...options, url + path], { encoding: 'utf8' });
  if (/Non-2xx/.test(output)) throw new Error(output);
  return Number(/(\d+) requests in/.exec(output)[1]) / (cpuSeconds(pid) - before);
};
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
try {
  const profile = process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : [];
  const silent = await start(appMain, { ...system.environmentOf(app), PORT: '0' }, profile);
  const logging = await start(appMain, { ...system.environmentOf(app), PORT: '0', LOG_LEVEL: 'info' });
  const described = await (await fetch(`${silent.url}/.well-known/openid-configuration`)).json();
  writeFileSync(bareMain, bare);
  const answering = (answer) => start(bareMain, { BENCH_DATABASE: databaseUrl, BENCH_ANSWER: JSON.stringify(answer) });
  const bareDescribed = await answering(described);
  const bareItem = await answering(items[0]);
  const route = '/.well-known/openid-configuration';
  const one = `/inventory/items/${items[0].id}`;
  const all = ['-s', script];
  /** What is measured, and what it is compared with. */
  const targets = {
    'bare node:http, what that GET answers': [[bareDescribed, '/']],
    'validated GET, silent': [[silent, route], 'bare node:http, what that GET answers'],
    'validated GET, with logs': [[logging, route], 'bare node:http, what that GET answers'],
    'bare node:http, an item': [[bareItem, '/']],
    'one item from the read cache, silent': [[silent, one], 'bare node:http, an item'],
    'bare node:http + pg, items': [[bareItem, '/', ...all]],
    'items from the database, silent': [[silent, '/inventory/items/', ...all], 'bare node:http + pg, items'],
    'items from the database, with logs': [[logging, '/inventory/items/', ...all], 'bare node:http + pg, items'],
  };
  const rates = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [name, [target]] of Object.entries(targets)) {
      const rate = measure(target);
      if (round > 0) rates[name].push(rate);
    }
  for (const [name, values] of Object.entries(rates)) {
    const base = targets[name][1];
    // Of the same round each, since what else runs changes from one to the next.
    const share = base && Math.round(100 * median(values.map((rate, round) => rate / rates[base][round])));
    const rate = Math.round(median(values)).toString().padStart(6);
    process.stdout.write(`${name.padEnd(40)} ${rate} requests/CPU-s${base ? `  ${share} % of ${base}` : ''}\n`);
  }
} finally {
  const running = children.filter(({ exitCode }) => exitCode === null);
  const gone = running.map((child) => new Promise((done) => child.once('exit', done)));
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(gone);
  await system.stop();
  rmSync(bareMain, { force: true });
  rmSync(work, { recursive: true, force: true });
}
