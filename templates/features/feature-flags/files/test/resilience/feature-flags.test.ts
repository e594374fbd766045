import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually, type Person, request, signUp } from '#test/api.ts';
import { withSystem } from '#test/running-system.ts';

const variants = { on: true, off: false };
const forAdministrators = { if: [{ in: ['admin', { var: 'roles' }] }, 'on', 'off'] };

test('a flag is turned for some, then for all, while the system runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flags-'));
  const path = join(folder, 'flags.json');
  const write = (preview: object) =>
    writeFileSync(
      path,
      JSON.stringify({ flags: { preview: { state: 'ENABLED', variants, ...preview } } }),
    );
  write({ defaultVariant: 'off' });
  try {
    await withSystem(
      async ({ url, adminSetupToken }) => {
        const api = { url, adminSetupToken };
        const [admin, customer] = [await signUp(api, 'admin'), await signUp(api)];
        const announcement = { title: 'Soon', text: 'A preview', flag: 'preview' };
        const { token } = admin;
        const made = await request(api, 'POST', '/announcements', { token, body: announcement });
        assert.equal(made.status, 201);
        const seenBy = async (person: Person): Promise<number> =>
          (await request(api, 'GET', '/announcements', { token: person.token })).body.items.length;
        const both = () => Promise.all([seenBy(admin), seenBy(customer)]);
        const becomes = (wanted: string) =>
          eventually(`${wanted} announcements`, both, (seen) => seen.join() === wanted);
        assert.deepEqual(await both(), [0, 0]);
        write({ defaultVariant: 'off', targeting: forAdministrators });
        await becomes('1,0');
        write({ defaultVariant: 'on' });
        await becomes('1,1');
        write({ defaultVariant: 'off' });
        await becomes('0,0');
      },
      { FLAGS_FILE: path },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
