import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Answer, type Api, eventually, type Person, request, signUp } from '#test/api.ts';
import { badTokens, newKey, signer } from '#test/credentials.ts';
import {
  filledIn,
  type Operation,
  operationsOf,
  sampleBody,
  sampleQuery,
} from '#test/described.ts';
import { withSystem } from '#test/running-system.ts';

const key = newKey();
const serviceSecret = 's'.repeat(40);

function call(api: Api, operation: Operation, id: string, token?: string): Promise<Answer> {
  const path = filledIn(operation.path, id) + sampleQuery(operation);
  const body = sampleBody(operation);
  return request(api, operation.method, path, { token, ...(body !== undefined && { body }) });
}

test('every route opens to exactly those whom its policy names', (t) =>
  withSystem(
    async (system) => {
      const api = { url: system.url, adminSetupToken: system.adminSetupToken };
      const operations = await operationsOf(api);
      assert.ok(operations.length > 5, 'the system describes hardly any route');
      await t.test('each route × each credential', () => matrix(api, operations));
      await t.test('what belongs to one is closed to others', (sub) =>
        ownership(api, operations, (text) => sub.diagnostic(text)),
      );
      await t.test('the calls between apps take no user', () => betweenApps(api, system.apps));
    },
    { AUTH_PRIVATE_JWK: JSON.stringify(key), SERVICE_SECRET: serviceSecret },
  ));

async function matrix(api: Api, operations: readonly Operation[]): Promise<void> {
  const sign = signer(key, api.url);
  const bad = await badTokens(key, api.url, serviceSecret);
  const named = operations.flatMap(({ allowed }) => (typeof allowed === 'string' ? [] : allowed));
  const roles = [...new Set(['admin', 'customer', 'stranger', ...named])];
  const wrong: string[] = [];
  for (const operation of operations) {
    const { method, path, allowed } = operation;
    const expect = async (who: string, outcome: Outcome, id: string, token?: string) => {
      const answer = await call(api, operation, id, token);
      if (!fits(answer, outcome))
        wrong.push(
          `${method} ${path} with ${who}: wanted ${outcome}, got ${answer.status} ${answer.body.code}`,
        );
    };
    await expect('no token', allowed === 'public' ? 'let in' : 'who are you', randomUUID());
    for (const [who, token] of Object.entries(bad))
      await expect(who, 'who are you', randomUUID(), token);
    for (const held of [[], ...roles.map((role) => [role])]) {
      const sub = randomUUID();
      const isAllowed =
        allowed === 'public' ||
        allowed === 'signed-in' ||
        held.some((one) => allowed.includes(one));
      const outcome = isAllowed ? 'let in' : 'not for you';
      // The id in the path is the caller's own, so that only the policy can refuse.
      await expect(`roles [${held.join()}]`, outcome, sub, await sign({ sub, roles: held }));
    }
  }
  assert.deepEqual(wrong, []);
}

type Outcome = 'let in' | 'who are you' | 'not for you';

function fits({ status, body }: Answer, outcome: Outcome): boolean {
  if (outcome === 'who are you') return status === 401 && body.code === 'unauthenticated';
  if (outcome === 'not for you') return status === 403 && body.code === 'forbidden';
  return status !== 403 && status < 500 && body?.code !== 'unauthenticated';
}

/** Makes something that belongs to `owner`, for a path with an id; null where nobody can own one here. */
type Make = (api: Api, owner: Person) => Promise<string | null>;

/** `test/owned/<module>.ts` says how, where posting a sample to the collection is not enough. */
async function makers(): Promise<Readonly<Record<string, Make>>> {
  const folder = join(import.meta.dirname, '../owned');
  const files = await Promise.all(
    globSync('*.ts', { cwd: folder }).map((file) => import(join(folder, file))),
  );
  return Object.assign({}, ...files.map(({ owned }) => owned));
}

async function ownership(
  api: Api,
  operations: readonly Operation[],
  say: (text: string) => void,
): Promise<void> {
  const [owner, stranger] = [await signUp(api), await signUp(api)];
  const known = await makers();
  const closed = operations.filter(
    ({ path, allowed }) => path.includes('{') && allowed !== 'public' && !named(allowed, 'admin'),
  );
  const things = [...new Set(closed.map(({ path }) => path.replace(/\}.*$/, '}')))];
  for (const thing of things) {
    const collection = thing.slice(0, thing.lastIndexOf('/'));
    const post = operations.find(({ method, path }) => method === 'POST' && path === collection);
    const made = known[thing]?.(api, owner) ?? (post && added(api, post, owner));
    assert.ok(made, `nobody knows how to own ${thing}: say it in test/owned/<module>.ts`);
    const id = await made;
    if (id === null) {
      say(`${thing}: nobody can own one in this system, so nobody was refused`);
      continue;
    }
    // What removes it comes last.
    const on = closed
      .filter(({ path }) => path.startsWith(thing))
      .toSorted((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
    for (const operation of on) {
      const what = `${operation.method} ${operation.path}`;
      assert.equal((await call(api, operation, id)).status, 401, `${what} without a token`);
      const refused = await call(api, operation, id, stranger.token);
      assert.ok([403, 404].includes(refused.status), `${what} by somebody else: ${refused.status}`);
    }
    const get = on.find(({ method, path }) => method === 'GET' && path === thing);
    if (get) {
      await eventually(`${thing} for its owner`, () => call(api, get, id, owner.token), isOk);
    }
    const list = operations.find(({ method, path }) => method === 'GET' && path === collection);
    if (list && list.allowed === 'signed-in') {
      const listed = async (token: string) =>
        JSON.stringify((await call(api, list, '', token)).body);
      assert.ok((await listed(owner.token)).includes(id), `${collection} does not list one's own`);
      assert.ok(
        !(await listed(stranger.token)).includes(id),
        `${collection} lists somebody else's`,
      );
    }
  }
}

const isOk = ({ status }: Answer) => status === 200;

function named(allowed: Operation['allowed'], role: string): boolean {
  return typeof allowed !== 'string' && allowed.includes(role);
}

async function added(api: Api, post: Operation, { token }: Person): Promise<string> {
  const answer = await call(api, post, '', token);
  assert.ok(
    answer.status < 300,
    `a sample for ${post.path} was refused: ${JSON.stringify(answer.body)}`,
  );
  return answer.body.id;
}

async function betweenApps(api: Api, apps: readonly string[]): Promise<void> {
  const sign = signer(key, api.url);
  assert.ok(apps.length > 0);
  for (const path of ['/rpc/users/getUser', '/rpc/auth/any', '/rpc/inventory/getItem']) {
    for (const token of [undefined, 'garbage', await sign({ roles: ['admin'] })]) {
      const { status } = await request(api, 'POST', path, { token, body: {} });
      assert.ok([401, 404].includes(status), `${path}: ${status}`);
    }
  }
}
