import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { migrate } from '#platform/migrate.ts';
import { eventually } from '#test/api.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#tools/embedded-postgres.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = JSON.stringify(privateKey.export({ format: 'jwk' }));
const workers = new Set<Worker>();
let server: EmbeddedPostgres;
let database: pg.Client;

interface Worker {
  readonly url: string;
  readonly child: ChildProcess;
  readonly began: readonly string[];
}

before(async () => {
  server = await startEmbeddedPostgres(join(folder, 'postgres'), false);
  database = new pg.Client({ connectionString: server.url('postgres') });
  await database.connect();
  await database.query(`create role app login noinherit password 'app'`);
  const blueprint = {
    modules: [{ name: 'probes', engine: 'postgres' }],
    apps: [{ name: 'probes', modules: ['probes'] }],
    links: [],
  };
  const system = join(folder, 'system');
  const own = join(system, 'src/modules/probes/migrations/postgres');
  mkdirSync(own, { recursive: true });
  mkdirSync(join(system, 'src/platform/migrations'), { recursive: true });
  symlinkSync(
    join(root, 'src/platform/migrations/postgres'),
    join(system, 'src/platform/migrations/postgres'),
  );
  writeFileSync(join(system, 'architecture.json'), JSON.stringify({ blueprint }));
  writeFileSync(
    join(own, '0001_noted.sql'),
    'create table noted (note text, pid integer, at timestamptz default now());',
  );
  await migrate({
    root: system,
    ownerUrl: server.url('postgres'),
    loginRole: 'app',
    app: undefined,
  });
});

after(async () => {
  for (const worker of workers) await end(worker, 'SIGKILL');
  await database?.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<Worker> {
  const url = new URL(server.url('postgres'));
  Object.assign(url, { username: 'app', password: 'app' });
  const child = fork(join(root, 'test/job-worker.ts'), {
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: url.href,
      AUTH_PRIVATE_JWK: key,
      JOBS_POLL_MS: '50',
      JOBS_LEASE_MS: '1500',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const began: string[] = [];
  child.on('message', (said: { began?: string }) => said.began && began.push(said.began));
  const address = await new Promise<string>((resolve, reject) => {
    child.on(
      'message',
      (said: { listening?: string }) => said.listening && resolve(said.listening),
    );
    child.once('exit', (code) => reject(new Error(`the worker left with ${code}`)));
  });
  const worker = { url: address, child, began };
  workers.add(worker);
  return worker;
}

async function end(worker: Worker, signal: NodeJS.Signals): Promise<number | null> {
  workers.delete(worker);
  const left = new Promise<number | null>((resolve) => worker.child.once('exit', resolve));
  worker.child.kill(signal);
  return left;
}

async function enqueue(worker: Worker, job: Record<string, unknown>): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'note', ...job });
  return (await fetch(`${worker.url}/probes/jobs`, { method: 'POST', headers, body })).status;
}

async function rows<R extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  return (await database.query<R>(text, values)).rows;
}

const noted = (note: string) =>
  rows<{ note: string; pid: number; at: Date }>('select * from probes.noted where note like $1', [
    note,
  ]);
const begins = (worker: Worker, note: string) =>
  eventually(
    note,
    async () => worker.began,
    (began) => began.includes(note),
  );

test('two instances share jobs: each runs once, and so does each turn of a schedule', async () => {
  const began = Date.now();
  const [one, two] = await Promise.all([start(), start()]);
  for (let n = 0; n < 30; n += 1)
    assert.equal(await enqueue(one, { note: `shared-${n}`, ms: 20 }), 202);
  await eventually(
    'all of them',
    () => noted('shared-%'),
    (found) => found.length >= 30,
  );
  await eventually(
    'some turns',
    () => noted('tick'),
    (found) => found.length >= 3,
  );
  const found = await noted('shared-%');
  assert.equal(new Set(found.map(({ note }) => note)).size, found.length);
  assert.deepEqual(
    new Set(found.map(({ pid }) => pid)),
    new Set([one.child.pid, two.child.pid]),
    'both took part',
  );
  const turns = (await noted('tick')).length;
  assert.ok(turns <= (Date.now() - began) / 1_000 + 1, `${turns} turns are too many`);
  await Promise.all([end(one, 'SIGKILL'), end(two, 'SIGKILL')]);
});

test('a job whose process is killed runs again elsewhere, and only then is done', async () => {
  const [doomed, other] = await Promise.all([start(), start({ JOBS_CONCURRENCY: '0' })]);
  await enqueue(doomed, { note: 'survivor', hangsIn: doomed.child.pid });
  await begins(doomed, 'survivor');
  await end(doomed, 'SIGKILL');
  await end(other, 'SIGKILL');
  assert.equal((await noted('survivor')).length, 0);
  const third = await start();
  const [done] = await eventually(
    'the job',
    () => noted('survivor'),
    (found) => found.length > 0,
  );
  assert.equal(done?.pid, third.child.pid);
  await end(third, 'SIGKILL');
});

test('a job that runs for longer than its lease keeps it', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  await enqueue(one, { note: 'long', ms: 4_000 });
  await eventually(
    'the job',
    () => noted('long'),
    (found) => found.length > 0,
  );
  assert.equal([...one.began, ...two.began].filter((note) => note === 'long').length, 1);
  await Promise.all([end(one, 'SIGKILL'), end(two, 'SIGKILL')]);
});

test('draining waits for a job, and hands back what takes too long', async () => {
  const one = await start({ JOBS_DRAIN_MS: '3000', JOBS_LEASE_MS: '600000' });
  await enqueue(one, { note: 'waited-for', ms: 1_000 });
  await begins(one, 'waited-for');
  assert.equal(await end(one, 'SIGTERM'), 0);
  assert.equal((await noted('waited-for')).length, 1);

  const two = await start({ JOBS_DRAIN_MS: '300', JOBS_LEASE_MS: '600000' });
  await enqueue(two, { note: 'handed-back', hangsIn: two.child.pid });
  await begins(two, 'handed-back');
  assert.equal(await end(two, 'SIGTERM'), 0);
  const three = await start();
  // Long before the lease of ten minutes would have run out.
  await eventually(
    'the job',
    () => noted('handed-back'),
    (found) => found.length === 1,
  );
  await end(three, 'SIGKILL');
});

test('a schedule whose times were missed runs once, and then at its next time', async () => {
  const worker = await start();
  await eventually(
    'the schedule',
    () => rows(`select from probes.job_schedule where name = 'rare'`),
    ({ length }) => length === 1,
  );
  assert.equal((await noted('rare')).length, 0);
  await database.query(
    `update probes.job_schedule set next_at = now() - interval '200 days' where name = 'rare'`,
  );
  await eventually(
    'a run',
    () => noted('rare'),
    ({ length }) => length === 1,
  );
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  assert.equal((await noted('rare')).length, 1);
  const [{ ahead } = { ahead: false }] = await rows<{ ahead: boolean }>(
    `select next_at > now() as ahead from probes.job_schedule where name = 'rare'`,
  );
  assert.ok(ahead);
  await end(worker, 'SIGKILL');
});

test('what keeps failing is set aside, seen, and handed back by command; the rest goes on', async () => {
  const worker = await start();
  const dead = () => rows(`select last_error from probes.job where state = 'dead'`);
  await enqueue(worker, { name: 'fail', note: 'doomed' });
  await eventually('its death', dead, ({ length }) => length === 1);
  assert.match((await dead())[0]?.['last_error'], /as it was told to/);
  await enqueue(worker, { note: 'after-the-dead' });
  await eventually(
    'the next',
    () => noted('after-the-dead'),
    ({ length }) => length === 1,
  );
  const metrics = await (await fetch(`${worker.url}/metrics`)).text();
  assert.match(metrics, /^jobs\{module="probes",state="dead",app="probes"\} 1$/m);
  assert.match(metrics, /^job_runs_total\{[^}]*job="fail",outcome="failed"[^}]*\} 1$/m);
  await end(worker, 'SIGKILL');

  const env = { ...process.env, MIGRATE_DATABASE_URL: server.url('postgres') };
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [join(root, 'tools/jobs.ts'), ...args], {
      env,
      encoding: 'utf8',
    });
  assert.match(run(), /^probes \S+ fail \(2 attempts since .*as it was told to$/m);
  assert.equal(run('replay', 'probes'), 'handed back: 1\n');
  assert.deepEqual(await dead(), []);
});

test('a job is enqueued with the change that it is about, or not at all', async () => {
  const worker = await start({ JOBS_CONCURRENCY: '0' });
  const waiting = () => rows(`select from probes.job where input->>'note' = 'never'`);
  assert.equal(await enqueue(worker, { note: 'never', rollBack: true }), 500);
  assert.equal((await waiting()).length, 0);
  assert.equal(await enqueue(worker, { note: 'never' }), 202);
  assert.equal((await waiting()).length, 1);
  await end(worker, 'SIGKILL');
});
