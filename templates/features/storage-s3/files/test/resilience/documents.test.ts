import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { eventually, request, signUp } from '#test/api.ts';
import { withSystem } from '#test/running-system.ts';

test('an upload that nobody confirms is removed after its time, and its file too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  try {
    await withSystem(
      async ({ url, adminSetupToken, databaseUrl, hostOf }) => {
        const api = { url, adminSetupToken };
        const { token } = await signUp(api);
        const document = { name: 'note.txt', contentType: 'text/plain', size: 5 };
        const { body } = await request(api, 'POST', '/documents', { token, body: document });
        const show = () => request(api, 'GET', `/documents/${body.id}`, { token });
        const answer = await fetch(body.upload.url, {
          method: 'PUT',
          headers: { 'content-type': 'text/plain' },
          body: 'hello',
        });
        assert.equal(answer.status, 200);
        const files = () => readdirSync(join(folder, 'documents'));
        assert.ok(files().includes(`${body.id}.file`));
        const client = new pg.Client({ connectionString: databaseUrl(hostOf('documents')) });
        await client.connect();
        const { rows } = await client.query(
          `select due_at > now() + interval '50 minutes' as waits from documents.outbox`,
        );
        assert.deepEqual(rows, [{ waits: true }]);
        assert.equal((await show()).status, 200);
        await client.query('update documents.outbox set due_at = now()');
        await client.end();
        await eventually('the removal', show, ({ status }) => status === 404);
        await eventually(
          'the file being erased',
          async () => files(),
          (names) => names.length === 0,
        );
      },
      { FILES_FOLDER: folder },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
