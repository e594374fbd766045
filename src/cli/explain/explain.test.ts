import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../create-backend.js';
import { memoryShell } from '../memory-shell.js';

describe('explain', () => {
  let cwd = '';
  const explain = async (folder: string, ...argv: readonly string[]) => {
    const shell = memoryShell({ cwd: folder });
    const exitCode = await main(['explain', ...argv], shell);
    return { exitCode, out: shell.stdout(), err: shell.stderr() };
  };

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'explain-'));
    const argv = ['shop', '--yes', '--pattern', 'serverless', '--no-install', '--no-git'];
    await main([...argv, '--because', 'we are small'], memoryShell({ cwd }));
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  it('tells template, owner and decision of a generated file, from any directory of the repo', async () => {
    const { out } = await explain(join(cwd, 'shop'), 'src/modules/orders/contract.ts');
    expect(out).toContain('template    modules/orders/files/src/modules/orders/contract.ts');
    expect(out).toContain('belongs to  module orders');
    expect(out).toContain('owner       yours: written once');
    expect(out).toMatch(/decision {4}serverless instead of modular-monolith \(.*\): we are small/);
    const inside = await explain(join(cwd, 'shop/src/modules'), 'orders/contract.ts');
    expect(inside.out).toBe(out);
    const outside = await explain(cwd, 'shop/src/modules/orders/contract.ts');
    expect(outside.out).toBe(out);
  });

  it('prints the evidence behind a criterion, also inside a repo', async () => {
    const { out, exitCode } = await explain(join(cwd, 'shop'), 'latency');
    expect(exitCode).toBe(0);
    expect(out).toContain('Response latency');
    expect(out).toContain('source:');
  });

  it('prints JSON', async () => {
    const { out } = await explain(join(cwd, 'shop'), 'package.json', '--json');
    expect(JSON.parse(out)).toMatchObject({ path: 'package.json', template: 'merge:package.json' });
  });

  it.each([
    ['PATH_NOT_GENERATED', 'shop', 'src/nothing.ts'],
    ['EVIDENCE_UNKNOWN', '.', 'latenc'],
    ['NOT_A_GENERATED_REPO', '.', 'src/modules/orders/contract.ts'],
  ])('answers %s in %s to %s', async (code, folder, subject) => {
    const { exitCode, err } = await explain(join(cwd, folder), subject);
    expect(exitCode).toBe(2);
    expect(err).toMatch(new RegExp(`^${code}: `));
  });
});
