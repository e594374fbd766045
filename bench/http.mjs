// Requests per CPU-second of a generated app against bare node:http (and bare http + pg) doing the same JSON work.
// Usage: node bench/http.mjs <folder of a generated modular monolith, installed>. Needs Node 24 and wrk. Run by hand.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(process.argv[2] ?? '.');
const ROUNDS = 5;
const SECONDS = 3;
const { startSystem } = await import(pathToFileURL(join(root, 'tools/system.ts')).href);
const { seed } = await import(pathToFileURL(join(root, 'tools/seed.ts')).href);

const system = await startSystem({ root, port: 0, data: join(root, '.data/bench'), durable: false, env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent', NODE_ENV: 'production' }, output: () => {} });
await seed(system.url, system.adminSetupToken, ['inventory']);
const { items } = await (await fetch(`${system.url}/inventory/items`)).json();
const item = items[0];
const databaseUrl = system.databaseUrl(system.hostOf('inventory'));

const bare = `
import { createServer } from 'node:http';
import pg from 'pg';
const pool = new pg.Pool({ connectionString: ${JSON.stringify(databaseUrl)}, max: 20 });
const item = ${JSON.stringify(item)};
createServer(async (request, response) => {
  let found = item;
  if (request.url.startsWith('/db/')) found = (await pool.query({ name: 'get', text: 'select id, name, price, stock, version from inventory.item where id = $1', values: [request.url.slice(4)] })).rows[0];
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ id: found.id, name: found.name, price: found.price, stock: found.stock }));
}).listen(0, '127.0.0.1', function () { process.send(this.address().port); });`;
const child = spawn(process.execPath, ['--input-type=module', '-e', bare], { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const barePort = await new Promise((done) => child.once('message', done));

const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};
const appPid = Number(execFileSync('sh', ['-c', `lsof -t -iTCP:${new URL(system.url).port} -sTCP:LISTEN | head -1`], { encoding: 'utf8' }).trim());
const measure = (url, pid) => {
  const before = cpuSeconds(pid);
  const output = execFileSync('wrk', ['-t1', '-c32', `-d${SECONDS}s`, url], { encoding: 'utf8' });
  const requests = Number(/(\d+) requests in/.exec(output)[1]);
  if (/Non-2xx/.test(output)) throw new Error(output);
  return requests / (cpuSeconds(pid) - before);
};
const targets = {
  'bare node:http': [`http://127.0.0.1:${barePort}/`, child.pid],
  'bare node:http + pg': [`http://127.0.0.1:${barePort}/db/${item.id}`, child.pid],
  'generated GET, validated, no database': [`${system.url}/.well-known/openid-configuration`, appPid],
  'generated GET by id, database': [`${system.url}/inventory/items/${item.id}`, appPid],
};
const rates = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) for (const [name, [url, pid]] of Object.entries(targets)) rates[name].push(measure(url, pid));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const base = median(rates['bare node:http']);
const baseDb = median(rates['bare node:http + pg']);
for (const [name, values] of Object.entries(rates)) {
  const rate = median(values);
  process.stdout.write(`${name.padEnd(40)} ${Math.round(rate).toString().padStart(6)} requests/CPU-s  ${Math.round((100 * rate) / base)} % of bare, ${Math.round((100 * rate) / baseDb)} % of bare + pg\n`);
}
child.kill();
await system.stop();
