import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FOR_TESTS, startSystem } from '#tools/system.ts';

const root = join(import.meta.dirname, '../..');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));
const signsTokens = blueprint.modules.some(({ name }: { name: string }) => name === 'auth');

test(
  'where one app cannot start it is said which and why, and the others leave before the database does',
  { skip: !signsTokens && 'no app signs tokens' },
  async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'resilience-'));
    t.after(() => rmSync(data, { recursive: true, force: true }));
    const lines: string[] = [];
    const env = { ...FOR_TESTS, AUTH_PRIVATE_JWK: 'no key' };
    const output = (app: string, line: string) => void lines.push(`${app} ${line}`);
    await assert.rejects(
      startSystem({ root, port: 0, data, durable: false, env, output }),
      /stopped with \d+ before it listened:[^]*AUTH_PRIVATE_JWK/,
    );
    assert.deepEqual(
      lines.filter((line) => /administrator command|ECONNREFUSED/.test(line)),
      [],
    );
  },
);
