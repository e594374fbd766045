import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exists } from '../tools/program.js';
import { end, finish, installed, readyLine, start } from './in-repo.js';

/** The runtime that Terraform asks for. */
const LAMBDA_NODE = 22;
const LIMIT_BYTES = 200_000;

async function must(cwd: string, ...argv: [string, ...string[]]): Promise<string> {
  const { code, output } = await finish({ cwd, argv });
  expect(code, output).toBe(0);
  return output;
}

/** Bundles, zips, and unpacks each zip where nothing but the runtime's SDK is within reach. */
async function packages(repo: string, folder: string, apps: readonly string[]): Promise<number> {
  await must(repo, 'npm', 'run', 'build');
  await must(repo, 'sh', 'tools/package-functions.sh');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(repo, 'node_modules/@aws-sdk'), join(folder, 'node_modules/@aws-sdk'));
  const sizes: number[] = [];
  for (const app of apps) {
    const zip = join(repo, `dist/packages/${app}.zip`);
    sizes.push(statSync(zip).size);
    await must(folder, 'unzip', '-q', zip, '-d', app);
  }
  return Math.max(...sizes);
}

describe('zipped functions', () => {
  it('serve a request, tell and hear a message, and sweep', async (context) => {
    for (const tool of ['zip', 'unzip']) {
      context.skip(!(await exists(tool)), `${tool} is not on the PATH`);
    }
    const repo = await installed('serverless');
    const folder = mkdtempSync(join(tmpdir(), 'wide-functions-'));
    const data = readFileSync(join(repo, 'infra/terraform.tfvars.json'), 'utf8');
    const embedded = resolve('test/wide/embedded-postgres.mjs');
    const argv = ['node', embedded, repo, join(folder, 'postgres')] as const;
    const postgres = await start({ cwd: repo, argv: [...argv] });
    try {
      const owner = await readyLine(postgres);
      const parsed: { apps: object } = JSON.parse(data);
      const largest = await packages(repo, folder, Object.keys(parsed.apps));
      const login = new URL(owner);
      Object.assign(login, { username: 'app', password: 'loopback' });
      const env = { MIGRATE_DATABASE_URL: owner, DATABASE_URL: login.href };
      const migrated = await finish({ cwd: repo, argv: ['node', 'dist/migrate.mjs'], env });
      expect(migrated.code, migrated.output).toBe(0);
      const { output } = await finish({
        cwd: folder,
        argv: ['node', resolve('test/wide/invoke-functions.mjs'), folder, login.href, data],
        node: LAMBDA_NODE,
      });
      const found = /^result (.*)$/m.exec(output)?.[1];
      const { importMs, ...result } = JSON.parse(found ?? '{}');
      expect(result, output.slice(-6000)).toEqual({
        signUp: 201,
        signIn: 200,
        published: ['arn:aws:sns:eu-central-1:123456789012:bus auth.account-opened.v1'],
        refused: ['bad'],
        me: [200, 'first@example.com'],
        anonymous: 401,
        sweep: 'done',
      });
      expect(largest).toBeLessThan(LIMIT_BYTES);
      const slowest = Math.max(...Object.values<number>(importMs));
      context.task.meta.figures = `largest zip ${Math.round(largest / 1000)} kB, slowest import ${slowest} ms, Node ${LAMBDA_NODE}`;
    } finally {
      await end(postgres);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
