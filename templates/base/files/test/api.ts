import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { holdToDescription } from '#test/described-answers.ts';

/** What the acceptance suite knows of the system: where it is, and nothing of how it is built. */
export interface Api {
  readonly url: string;
  readonly adminSetupToken: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The suite reads answers as any client would: as JSON of unknown shape.
  readonly body: any;
}

/** The system under test, as `npm test` started it. */
export function apiUnderTest(): Api {
  const url = process.env['BASE_URL'];
  assert.ok(url, 'BASE_URL is not set: run this suite with npm test');
  return { url, adminSetupToken: process.env['ADMIN_SETUP_TOKEN'] ?? '' };
}

export async function request(
  api: Api,
  method: string,
  path: string,
  options: { body?: unknown; token?: string | undefined; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const headers = {
    ...(options.body !== undefined && { 'content-type': 'application/json' }),
    ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
    ...options.headers,
  };
  const answer = await fetch(api.url + path, {
    method,
    headers,
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  });
  const text = await answer.text();
  const json = /json/.test(answer.headers.get('content-type') ?? '');
  const seen = {
    status: answer.status,
    headers: answer.headers,
    body: json && text ? JSON.parse(text) : text,
  };
  await holdToDescription(api.url, method, path, seen);
  return seen;
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

const PASSWORD = 'correct-horse-battery';

/** Somebody new, signed in. */
export async function signUp(api: Api, role: 'customer' | 'admin' = 'customer'): Promise<Person> {
  const email = `${role}-${randomUUID()}@example.com`;
  const setup = role === 'admin' ? { setupToken: api.adminSetupToken } : {};
  const opened = await request(api, 'POST', '/auth/sign-up', {
    body: { email, password: PASSWORD, ...setup },
  });
  assert.equal(opened.status, 201, JSON.stringify(opened.body));
  const signedIn = await request(api, 'POST', '/auth/sign-in', {
    body: { email, password: PASSWORD },
  });
  assert.equal(signedIn.status, 200, JSON.stringify(signedIn.body));
  return { id: opened.body.id, email, token: signedIn.body.accessToken };
}

/** Polls until an answer is as wanted: what crosses modules takes a moment, in every pattern. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  wanted: (value: T) => boolean,
  withinMs = 15_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (wanted(value)) return value;
    if (Date.now() > until)
      assert.fail(
        `${what} did not happen in ${withinMs} ms; last answer: ${JSON.stringify(value)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
