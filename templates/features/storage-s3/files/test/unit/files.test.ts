import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '#platform/config.ts';
import { extension } from '#platform/file-storage.ts';
import { diskFiles } from '#platform/files.disk.ts';
import { s3Files } from '#platform/files.s3.ts';
import { filesContract } from '#test/files-contract.ts';

async function onDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  const files = diskFiles(folder);
  await files.serve(0);
  const close = async () => {
    await files.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { files, close };
}

filesContract('on disk', onDisk);

const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket } = process.env;
const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = process.env;

if (bucket) {
  filesContract('S3', async () => {
    const credentials =
      accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
    const files = s3Files({ bucket, endpoint, credentials });
    return { files, close: async () => files.close() };
  });
} else {
  test('S3: the contract of the file store', {
    skip: 'S3_BUCKET is not set, so there is no store to try it on',
  });
}

test('S3: a URL for an upload has size and type signed, and is made without asking anybody', async () => {
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const endpoint = 'http://127.0.0.1:1';
  const publicEndpoint = 'https://files.example.com';
  const files = s3Files({ bucket: 'documents', endpoint, publicEndpoint, credentials });
  const upload = await files.upload('test/a', { contentType: 'text/plain', size: 5 });
  const { host, searchParams } = new URL(upload.url);
  assert.equal(host, 'files.example.com');
  assert.equal(searchParams.get('X-Amz-SignedHeaders'), 'content-length;content-type;host');
  assert.equal(searchParams.get('X-Amz-Expires'), '600');
  const { url } = await files.download('test/a', 'a "b".txt');
  const disposition = new URL(url).searchParams.get('response-content-disposition');
  assert.equal(disposition, `attachment; filename*=UTF-8''a%20%22b%22.txt`);
  files.close();
});

test('on disk: a URL whose time is changed, or over, allows nothing', async (context) => {
  const { files, close } = await onDisk();
  try {
    await files.put('test/a', new Uint8Array([1]), 'image/png');
    const { url } = await files.download('test/a', 'a.png');
    const longer = new URL(url);
    longer.searchParams.set('until', '2999-01-01T00:00:00.000Z');
    assert.equal((await fetch(longer)).status, 403);
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 601_000 });
    assert.equal((await fetch(url)).status, 403);
  } finally {
    await close();
  }
});

test('on disk: a key cannot lead out of the folder', async () => {
  const { files, close } = await onDisk();
  try {
    for (const key of ['../x', '/etc/x', 'a//b', 'a/../b', 'A', ''])
      await assert.rejects(files.put(key, new Uint8Array(), 'text/plain'), /not a key/);
  } finally {
    await close();
  }
});

const read = (env: Record<string, string>) => loadConfig(env, [], String, undefined, [extension]);

test('production needs a bucket, and keys come in pairs', () => {
  assert.throws(() => read({ NODE_ENV: 'production' }), /S3_BUCKET: is required/);
  assert.throws(() => read({ S3_ACCESS_KEY_ID: 'x' }), /S3_ACCESS_KEY_ID: goes with/);
  const production = { NODE_ENV: 'production', S3_BUCKET: 'documents' };
  assert.throws(
    () => read({ ...production, S3_ENDPOINT: 'http://s3' }),
    /S3_ENDPOINT: must use TLS/,
  );
  assert.doesNotThrow(() => read({ ...production, S3_ENDPOINT: 'https://s3' }));
  assert.doesNotThrow(() => read({}));
});
