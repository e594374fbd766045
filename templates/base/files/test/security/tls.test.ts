import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '#platform/config.ts';
import { consoleLog } from '#platform/log.ts';
import { openPool } from '#platform/postgres-pool.ts';
import type { Resources } from '#platform/storage.ts';
import { unverified } from '#platform/tls.ts';
import { startEmbeddedPostgres } from '#tools/embedded-postgres.ts';

/** An authority, and a certificate that it signed for a host. */
function authority(folder: string, name: string, host: string) {
  const openssl = (command: string) =>
    execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
  const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
  openssl(`req -x509 ${newKey} -days 2 -subj /CN=${name} -keyout ${name}.key -out ${name}.pem`);
  openssl(`req ${newKey} -subj /CN=${host} -keyout server.key -out server.csr`);
  writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${host}\n`);
  openssl(
    `x509 -req -in server.csr -CA ${name}.pem -CAkey ${name}.key -days 2 -set_serial 1 -extfile names -out server.pem`,
  );
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  return { ca: text(`${name}.pem`), cert: text('server.pem'), key: text('server.key') };
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** Connects as an app does, and says whether the connection is encrypted. */
async function connectAs(url: string, ca?: string): Promise<boolean> {
  const env = { NODE_ENV: 'production', DATABASE_URL: url, ...(ca && { DATABASE_CA: ca }) };
  const config = loadConfig(env, [], String, unverified);
  const resources: Resources = {
    config,
    log: consoleLog('tls', 'silent'),
    once: (_name, open) => open().value,
  } as Resources;
  const pool = openPool(resources);
  try {
    const { rows } = await pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    return rows[0].ssl;
  } finally {
    await pool.end();
  }
}

test('a database that cannot prove who it is gets no connection', async (t) => {
  if (!hasOpenssl()) return t.skip('there is no openssl here to make certificates with');
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const ours = authority(folder, 'ours', 'localhost');
  const others = authority(folder, 'others', 'localhost');
  const elsewhere = authority(folder, 'elsewhere', 'db.example.com');
  try {
    await withServer(join(folder, 'right'), ours, async (url) => {
      assert.equal(await connectAs(url, ours.ca), true);
      assert.equal(await connectAs(`${url}?sslmode=disable`, ours.ca), true, 'the URL wins');
      await assert.rejects(connectAs(url, others.ca), /certificate/);
      await assert.rejects(connectAs(`${url}?sslmode=verify-full`), /certificate|self-signed/);
    });
    await withServer(join(folder, 'wrong'), elsewhere, async (url) => {
      await assert.rejects(connectAs(url, elsewhere.ca), /altnames|does not match/);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function withServer(
  folder: string,
  tls: { cert: string; key: string },
  run: (url: string) => Promise<void>,
): Promise<void> {
  const server = await startEmbeddedPostgres(folder, false, tls);
  try {
    await run(server.url('postgres').replace('127.0.0.1', 'localhost'));
  } finally {
    await server.stop();
  }
}
