import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { apiUnderTest, type Person, request, signUp } from '#test/api.ts';

const api = apiUnderTest();

const announce = ({ token }: Person, body: object) =>
  request(api, 'POST', '/announcements', { token, body });

/** Every title that somebody sees, page by page. */
async function titlesFor({ token }: Person): Promise<string[]> {
  const titles: string[] = [];
  for (let after = ''; ;) {
    const page = await request(api, 'GET', `/announcements?limit=50${after}`, { token });
    assert.equal(page.status, 200);
    titles.push(...page.body.items.map(({ title }: { title: string }) => title));
    if (page.body.next === null) return titles;
    after = `&after=${page.body.next}`;
  }
}

test('everybody sees an announcement, and only administrators make one', async () => {
  const [admin, customer] = [await signUp(api, 'admin'), await signUp(api)];
  const title = `For all ${randomUUID()}`;
  assert.equal((await announce(customer, { title, text: 'x' })).status, 403);
  assert.equal((await announce(admin, { title, text: 'Hello' })).status, 201);
  assert.ok((await titlesFor(customer)).includes(title));
  assert.equal((await request(api, 'GET', '/announcements')).status, 401);
});

test('behind a flag that nobody knows, nobody sees it', async () => {
  const [admin, customer] = [await signUp(api, 'admin'), await signUp(api)];
  const title = `For nobody ${randomUUID()}`;
  const made = await announce(admin, { title, text: 'Hello', flag: 'no-such-flag' });
  assert.equal(made.status, 201);
  assert.ok(!(await titlesFor(customer)).includes(title));
  assert.ok(!(await titlesFor(admin)).includes(title));
});
