import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { ConfigError, loadConfig } from '#platform/config.ts';
import { unverified } from '#platform/tls.ts';

type Env = Record<string, string>;

const read = (env: Env, required: Parameters<typeof loadConfig>[1] = [], files: Env = {}) =>
  loadConfig(
    env,
    required,
    (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('ENOENT');
      return text;
    },
    unverified,
  );

function problemsOf(env: Env, required?: Parameters<typeof loadConfig>[1]): string {
  try {
    read(env, required);
    return '';
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
}

const jwk = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

test('every problem is told at once, and no value with it', () => {
  const secret = 'canary-4711-canary';
  const message = problemsOf(
    {
      PORT: secret,
      LOG_LEVEL: secret,
      DATABASE_URL: `mysql://app:${secret}@db/app`,
      AUTH_PRIVATE_JWK: `{"kty":"EC","d":"${secret}"}`,
      AUTH_PUBLIC_JWKS: `{"keys":[{"kty":"EC","kid":"a","d":"${secret}"}]}`,
      SERVICE_SECRET: secret,
      TRUSTED_PROXIES: 'everybody',
      CORS_ORIGINS: '*',
      RATE_LIMIT_WRITES: 'many',
      ADMIN_SETUP_TOKEN_FILE: '/no/such/file',
    },
    ['BROKER_URL'],
  );
  for (const key of [
    'PORT',
    'LOG_LEVEL',
    'DATABASE_URL',
    'AUTH_PRIVATE_JWK',
    'AUTH_PUBLIC_JWKS',
    'SERVICE_SECRET',
    'TRUSTED_PROXIES',
    'CORS_ORIGINS',
    'RATE_LIMIT_WRITES',
    'ADMIN_SETUP_TOKEN_FILE',
    'BROKER_URL',
  ])
    assert.match(message, new RegExp(`^  - ${key}\\b`, 'm'));
  assert.doesNotMatch(message, new RegExp(secret));
});

test('a secret can be a file', () => {
  const config = read({ ADMIN_SETUP_TOKEN_FILE: '/run/secret' }, [], {
    '/run/secret': 'a'.repeat(20) + '\n',
  });
  assert.equal(config.ADMIN_SETUP_TOKEN, 'a'.repeat(20));
});

test('production refuses a database or a broker that does not have to prove who it is', () => {
  const remote = 'postgres://app:secret@db.internal:5432/app';
  const refused: readonly Env[] = [
    { DATABASE_URL: remote },
    { DATABASE_URL: `${remote}?sslmode=require` },
    { DATABASE_URL: `${remote}?sslmode=no-verify` },
    { DATABASE_URL: `${remote}?sslmode=disable` },
    { BROKER_URL: remote },
    { BROKER_URL: 'kafka://kafka.internal:9092' },
    { BROKER_URL: 'amqp://mq.internal' },
  ];
  for (const env of refused) {
    const [key = ''] = Object.keys(env);
    const message = problemsOf({ NODE_ENV: 'production', ...env });
    assert.match(message, new RegExp(`${key}: must use verified TLS`), JSON.stringify(env));
    assert.doesNotMatch(message, /app:secret/);
    assert.equal(problemsOf(env), '', 'development is free to');
    assert.equal(
      problemsOf({ NODE_ENV: 'production', ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK: 'true', ...env }),
      '',
    );
  }
  const accepted: readonly Env[] = [
    { DATABASE_URL: `${remote}?sslmode=verify-full` },
    { DATABASE_URL: remote, DATABASE_CA: '-----BEGIN CERTIFICATE-----' },
    { DATABASE_URL: 'postgres://app:secret@127.0.0.1:5432/app' },
    { BROKER_URL: 'kafka://app:secret@kafka.internal:9096' },
    { BROKER_URL: 'sns:arn:aws:sns:eu-central-1:123456789012:messages' },
  ];
  for (const env of accepted)
    assert.equal(problemsOf({ NODE_ENV: 'production', ...env }), '', JSON.stringify(env));
});

test('networks, origins and rates are read as they are meant', () => {
  const config = read({
    TRUSTED_PROXIES: '10.0.0.0/8, uniquelocal, ::1',
    CORS_ORIGINS: 'https://app.example.com,http://localhost:5173',
    RATE_LIMIT_WRITES: '5/60',
    AUTH_PUBLIC_JWKS: JSON.stringify({ keys: [{ ...jwk(), d: undefined, kid: 'next' }] }),
  });
  assert.deepEqual(config.TRUSTED_PROXIES, ['10.0.0.0/8', 'uniquelocal', '::1']);
  assert.deepEqual(config.CORS_ORIGINS, ['https://app.example.com', 'http://localhost:5173']);
  assert.deepEqual(config.RATE_LIMIT_WRITES, { max: 5, seconds: 60 });
  assert.equal(config.AUTH_PUBLIC_JWKS?.keys[0]?.kid, 'next');
  assert.equal(read({}).TRUSTED_PROXIES, undefined);
  for (const bad of ['10.0.0.0/33', '10.0.0.0/0', 'true', '1', '::1/200', ''])
    assert.notEqual(problemsOf({ TRUSTED_PROXIES: `loopback,${bad}` }), '', bad);
  for (const bad of [
    'https://app.example.com/',
    'null',
    'app.example.com',
    'https://*.example.com',
  ])
    assert.notEqual(problemsOf({ CORS_ORIGINS: bad }), '', bad);
});
