import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Expected, Files, Upload } from '#platform/files.ts';

export interface FilesUnderTest {
  readonly files: Files;
  close(): Promise<void>;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | null) => content && new TextDecoder().decode(content);

async function send(
  { method, url }: Upload,
  content: string,
  contentType: string,
): Promise<number> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': contentType },
    body: content,
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** What every adapter of the file store does. */
export function filesContract(name: string, open: () => Promise<FilesUnderTest>): void {
  const withFiles = async (run: (files: Files, key: string) => Promise<void>) => {
    const { files, close } = await open();
    try {
      await run(files, `test/${randomUUID()}`);
    } finally {
      await close();
    }
  };
  const note: Expected = { contentType: 'text/plain', size: 5 };

  test(`${name}: what was put is found, read and removed, and removed again`, () =>
    withFiles(async (files, key) => {
      assert.equal(await files.find(key), null);
      assert.equal(await files.get(key), null);
      await files.put(key, bytes('hello'), 'text/plain');
      assert.deepEqual(await files.find(key), note);
      assert.equal(text(await files.get(key)), 'hello');
      await files.remove(key);
      await files.remove(key);
      assert.equal(await files.find(key), null);
    }));

  test(`${name}: a client uploads and downloads by URL, and gets the name`, () =>
    withFiles(async (files, key) => {
      const upload = await files.upload(key, note);
      assert.ok(Date.parse(upload.expiresAt) > Date.now());
      assert.equal(await send(upload, 'hello', 'text/plain'), 200);
      assert.deepEqual(await files.find(key), note);
      const { url } = await files.download(key, `Grüße "1".txt`);
      const answer = await fetch(url);
      assert.equal(await answer.text(), 'hello');
      const disposition = answer.headers.get('content-disposition');
      assert.equal(disposition, `attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22.txt`);
      await files.remove(key);
    }));

  test(`${name}: an upload of another size or type is refused, and leaves nothing`, () =>
    withFiles(async (files, key) => {
      const upload = await files.upload(key, note);
      for (const [content, type] of [
        ['more than allowed', 'text/plain'],
        ['hell', 'text/plain'],
        ['hello', 'text/html'],
      ] as const)
        assert.equal(await send(upload, content, type), 403, `${content} as ${type}`);
      assert.equal(await files.find(key), null);
    }));

  test(`${name}: a URL is good for one key and one thing`, () =>
    withFiles(async (files, key) => {
      const upload = await files.upload(key, note);
      assert.equal((await fetch(upload.url)).status, 403);
      const other = { ...upload, url: upload.url.replace(key.slice(-12), '0'.repeat(12)) };
      assert.notEqual(other.url, upload.url);
      assert.equal(await send(other, 'hello', 'text/plain'), 403);
      await files.put(key, bytes('hello'), 'text/plain');
      const { url } = await files.download(key, 'note.txt');
      assert.equal((await fetch(url, { method: 'PUT', body: 'bye' })).status, 403);
      assert.equal(text(await files.get(key)), 'hello');
      await files.remove(key);
    }));
}
