import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { decodeProtectedHeader, type JWK } from 'jose';
import { type Api, eventually, request } from '#test/api.ts';
import { newKey, publicPart, signer } from '#test/credentials.ts';
import { operationsOf } from '#test/described.ts';
import { withSystem } from '#test/running-system.ts';
import type { RunningSystem } from '#tools/system.ts';

const PASSWORD = 'correct-horse-battery';

const jwks = (...keys: JWK[]) => JSON.stringify({ keys: keys.map(publicPart) });

async function restart(system: RunningSystem, app: string, env: NodeJS.ProcessEnv): Promise<void> {
  await system.terminate(app);
  await system.start(app, env);
}

/** A path that wants a token: what it answers tells whether the token is good. */
async function closedPath(api: Api): Promise<string> {
  const operations = await operationsOf(api);
  const list = operations.find(
    ({ method, path, allowed }) => method === 'GET' && allowed !== 'public' && !path.includes('{'),
  );
  assert.ok(list, 'no route here wants a token');
  return list.path;
}

test('the signing key changes while requests go on, and no token that is good is refused', () => {
  const [first, second] = [newKey('first'), newKey('second')];
  return withSystem(
    async (system) => {
      const api = { url: system.url, adminSetupToken: system.adminSetupToken };
      const host = system.hostOf('auth');
      const path = await closedPath(api);
      const email = 'rotating@example.com';
      const body = { email, password: PASSWORD, setupToken: system.adminSetupToken };
      assert.equal((await request(api, 'POST', '/auth/sign-up', { body })).status, 201);
      const signIn = async (): Promise<string> =>
        (
          await eventually(
            'signing in',
            () => tried(api, email),
            ({ status }) => status === 200,
          )
        ).body.accessToken;
      const kids = async () =>
        (await request(api, 'GET', '/.well-known/jwks.json')).body.keys.map((key: JWK) => key.kid);

      const tokens = [await signIn()];
      const statuses = new Set<number>();
      let going = true;
      const asking = (async () => {
        while (going) {
          for (const token of tokens) {
            // An app that restarts answers nothing for a moment: that is no answer about the token.
            const answer = await request(api, 'GET', path, { token }).catch(() => null);
            if (answer && answer.status < 500) statuses.add(answer.status);
          }
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })();

      // The next key is told before anything is signed with it, then the two change places.
      await restart(system, host, { AUTH_PUBLIC_JWKS: jwks(second) });
      assert.deepEqual(await kids(), ['first', 'second']);
      tokens.push(await signIn());
      await restart(system, host, {
        AUTH_PRIVATE_JWK: JSON.stringify(second),
        AUTH_PUBLIC_JWKS: jwks(first),
      });
      assert.deepEqual((await kids()).toSorted(), ['first', 'second']);
      tokens.push(await signIn());
      await new Promise((resolve) => setTimeout(resolve, 300));
      going = false;
      await asking;
      assert.deepEqual(
        tokens.map((token) => decodeProtectedHeader(token).kid),
        ['first', 'first', 'second'],
      );
      assert.deepEqual([...statuses], [200]);

      await restart(system, host, { AUTH_PUBLIC_JWKS: '' });
      assert.deepEqual(await kids(), ['second']);
      const newest = tokens.at(-1);
      await eventually(
        'the newest token being good',
        () => request(api, 'GET', path, { token: newest }),
        ({ status }) => status === 200,
      );
      // Apps that fetch keys remember them for some minutes; where auth itself checks, the old one ends at once.
      if (system.apps.length === 1)
        assert.equal((await request(api, 'GET', path, { token: tokens[0] })).status, 401);
    },
    { AUTH_PRIVATE_JWK: JSON.stringify(first) },
  );
});

async function tried(api: Api, email: string) {
  const body = { email, password: PASSWORD };
  const nothing = { status: 503, headers: new Headers(), body: null };
  return request(api, 'POST', '/auth/sign-in', { body }).catch(() => nothing);
}

/** An identity provider, as far as a resource server sees one: it publishes keys. */
async function identityProvider() {
  const state = { keys: [] as JWK[], asked: 0 };
  const server = createServer((_request, response) => {
    state.asked += 1;
    response.setHeader('content-type', 'application/json').end(jwks(...state.keys));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { state, url, close: () => server.close().closeAllConnections() };
}

test('tokens of an external issuer are good, with its roles, also after it changed its key; ours are not', async () => {
  const provider = await identityProvider();
  const [ours, theirs, next] = [newKey(), newKey('theirs'), newKey('next')];
  provider.state.keys = [theirs];
  const issuer = 'https://id.example.com/realm';
  try {
    await withSystem(
      async (system) => {
        const api = { url: system.url, adminSetupToken: system.adminSetupToken };
        const operations = await operationsOf(api);
        const forAdmins = operations.find(
          ({ method, path, allowed }) =>
            method === 'GET' && allowed.includes('admin') && !path.includes('{'),
        );
        const path = forAdmins?.path ?? (await closedPath(api));
        const ask = async (token: string) => (await request(api, 'GET', path, { token })).status;
        const admin = { realm_access: { roles: ['admin'] }, roles: [] };
        assert.equal(await ask(await signer(theirs, issuer)(admin)), 200);
        if (forAdmins) {
          const wrongClaim = await signer(theirs, issuer)({ roles: ['admin'] });
          assert.equal(await ask(wrongClaim), 403, 'roles come from another claim');
        }
        assert.equal(await ask(await signer(ours, issuer)(admin)), 401, 'our own key still counts');
        assert.equal(await ask(await signer(ours, api.url)(admin)), 401);
        assert.equal(await ask(await signer(theirs, api.url)(admin)), 401, 'any issuer will do');

        provider.state.keys = [theirs, next];
        const rotated = await signer(next, issuer)(admin);
        await eventually(
          'the new key',
          () => ask(rotated),
          (status) => status === 200,
        );
        assert.equal(await ask(await signer(theirs, issuer)(admin)), 200);

        const asked = provider.state.asked;
        for (let turn = 0; turn < 20; turn += 1)
          assert.equal(await ask(await signer(newKey(), issuer)(admin)), 401);
        const more = provider.state.asked - asked;
        assert.ok(more <= 5 * system.apps.length, `20 made-up keys made it ask ${more} times`);

        const body = { email: 'here@example.com', password: PASSWORD };
        await request(api, 'POST', '/auth/sign-up', { body });
        const signIn = await request(api, 'POST', '/auth/sign-in', { body });
        assert.deepEqual([signIn.status, signIn.body.code], [403, 'signs-in-elsewhere']);
      },
      {
        AUTH_ISSUER: issuer,
        AUTH_JWKS_URL: provider.url,
        AUTH_ROLES_CLAIM: 'realm_access.roles',
        AUTH_PRIVATE_JWK: '',
      },
    );
  } finally {
    provider.close();
  }
});
