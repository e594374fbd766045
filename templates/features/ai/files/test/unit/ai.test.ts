import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extension } from '#platform/ai.ts';
import { ConfigError, loadConfig } from '#platform/config.ts';

function problemsOf(env: Readonly<Record<string, string>>): string {
  try {
    loadConfig(env, [], String, () => [], [extension]);
    return '';
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
}
const models = { AI_MODEL: 'm', AI_EMBEDDING_MODEL: 'e' };

test('without a server the stand-in answers, but not in production unless it is asked for', () => {
  assert.doesNotMatch(problemsOf({}), /AI_/);
  assert.match(problemsOf({ NODE_ENV: 'production' }), /AI_BASE_URL: is required in production/);
  assert.doesNotMatch(problemsOf({ NODE_ENV: 'production', AI_BASE_URL: 'local' }), /AI_/);
});

test('a server needs the names of its models, and in production an encrypted connection', () => {
  const AI_BASE_URL = 'http://models.example.com/v1';
  assert.match(problemsOf({ AI_BASE_URL }), /AI_MODEL: .*\n.*AI_EMBEDDING_MODEL: /);
  assert.doesNotMatch(problemsOf({ AI_BASE_URL, ...models }), /AI_/);
  const env = { NODE_ENV: 'production', ...models };
  assert.match(problemsOf({ ...env, AI_BASE_URL }), /AI_BASE_URL: must be https/);
  assert.doesNotMatch(problemsOf({ ...env, AI_BASE_URL: 'https://models.example.com/v1' }), /AI_/);
  assert.match(problemsOf({ AI_EMBEDDING_DIMENSIONS: '4096' }), /AI_EMBEDDING_DIMENSIONS/);
});
