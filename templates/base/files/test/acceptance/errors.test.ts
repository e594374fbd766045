import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest } from '#test/api.ts';

const api = apiUnderTest();

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const SIGN_IN = '/auth/sign-in';

const CASES: Readonly<Record<string, Sent & { readonly status: number; readonly code: string }>> = {
  'an unknown path': { path: '/no-such-thing', status: 404, code: 'not-found' },
  'an unknown path of a module': { path: '/auth/no-such-thing', status: 404, code: 'not-found' },
  'a wrong method': { path: SIGN_IN, status: 405, code: 'method-not-allowed' },
  'a broken path': { path: '/auth/%zz', status: 400, code: 'invalid-request' },
  'a body that is no JSON': {
    method: 'POST',
    path: SIGN_IN,
    headers: JSON_TYPE,
    body: '{"email": ',
    status: 400,
    code: 'invalid-request',
  },
  'a body that is not of the schema': {
    method: 'POST',
    path: SIGN_IN,
    headers: JSON_TYPE,
    body: '{"email": 1}',
    status: 400,
    code: 'invalid-request',
  },
  'a body of another type': {
    method: 'POST',
    path: SIGN_IN,
    headers: { 'content-type': 'text/xml' },
    body: '<a/>',
    status: 415,
    code: 'unsupported-media-type',
  },
  'a body that is too large': {
    method: 'POST',
    path: SIGN_IN,
    headers: JSON_TYPE,
    body: `"${'x'.repeat(1_100_000)}"`,
    status: 413,
    code: 'body-too-large',
  },
  'headers that are too large': {
    path: SIGN_IN,
    headers: { 'x-large': 'x'.repeat(20_000) },
    status: 431,
    code: 'headers-too-large',
  },
  'a token that is no token': {
    path: '/.well-known/jwks.json',
    headers: { authorization: 'Basic YTpi' },
    status: 401,
    code: 'unauthenticated',
  },
};

for (const [what, { method = 'GET', path, headers = {}, body, status, code }] of Object.entries(
  CASES,
)) {
  test(`${what} is answered with ${status}, as a problem`, async () => {
    const answer = await fetch(api.url + path, { method, headers, ...(body && { body }) });
    const text = await answer.text();
    assert.equal(answer.status, status, text);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    const problem = JSON.parse(text) as Record<string, unknown>;
    assert.equal(problem['code'], code);
    assert.equal(problem['status'], status);
    assert.equal(problem['type'], `urn:problem:${code}`);
    for (const key of ['title', 'detail']) assert.ok(String(problem[key]).length > 3, key);
    assert.doesNotMatch(text, /\bat .*:\d+:\d+|node_modules|FST_|stack/);
    if (status === 405) assert.match(answer.headers.get('allow') ?? '', /\bPOST\b/);
  });
}

test('no page of another origin may call from a browser', async () => {
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'GET' };
  for (const method of ['OPTIONS', 'GET']) {
    const answer = await fetch(`${api.url}/.well-known/jwks.json`, { method, headers });
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
  }
});
