import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { scanProject } from '#adapters/scan-project.js';
import { ArchitectureFile } from '#architecture/schema.js';
import { projectModel } from '#lint/infer-modules.js';
import { lint } from '#lint/lint.js';
import { settle } from '#lint/settle.js';
import type { Import, ImportTarget, ProjectModel } from '#lint/project-model.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { clauses } = ArchitectureFile.parse(
  JSON.parse(readFileSync(`${ROOT}architecture.json`, 'utf8')),
);
let ours: ProjectModel;

beforeAll(async () => {
  ours = projectModel(await scanProject(ROOT));
});

/** What the check says of our project with one more import in it. */
function planted(from: string, target: ImportTarget, kind: Import['kind'] = 'value') {
  const specifier = 'path' in target ? target.path : 'planted';
  const more: Import = { from, specifier, kind, names: [], line: 999, column: 1, target };
  const files = [...new Set([...ours.files.map(({ path }) => path), from, specifier])]
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, bytes: 0 }));
  const { findings } = lint({ ...ours, files, imports: [...ours.imports, more] }, clauses);
  return findings
    .filter(({ line, file }) => line === 999 && file === from)
    .map(({ clause }) => clause);
}

const file = (path: string): ImportTarget => ({ kind: 'file', path });

describe('this repo', () => {
  test('keeps its own architecture', () => {
    const { verdict, findings, problems } = lint(ours, clauses);
    expect(problems).toEqual([]);
    expect(
      findings.map(({ file, line, clause, message }) => `${clause}: ${file}:${line} ${message}`),
    ).toEqual([]);
    expect(verdict).toBe('clean');
  });

  test('has no comment that arch-lint would misread', () => {
    const settled = settle(ours, lint(ours, clauses), {
      today: '2026-01-01',
      baseline: null,
      only: null,
    });
    expect(settled.findings).toEqual([]);
  });

  test('is read as a whole', () => {
    expect(ours.skipped).toEqual([]);
    const lost = ours.imports.filter(
      ({ from, target }) => from.startsWith('src/') && target.kind === 'unresolved',
    );
    expect(lost.map(({ from, specifier }) => `${from} ${specifier}`)).toEqual([]);
  });
});

describe('a planted violation is found', () => {
  test.each([
    ['an upward import', 'src/shared/planted.ts', file('src/cli/planted.ts'), 'layers'],
    ['a sibling import', 'src/decision/planted.ts', file('src/blueprint/planted.ts'), 'layers'],
    [
      'a pure folder that reads',
      'src/render/planted.ts',
      { kind: 'builtin', name: 'fs' },
      'pure-folders',
    ],
    [
      'a pure folder that runs',
      'src/lint/planted.ts',
      { kind: 'builtin', name: 'child_process' },
      'pure-folders',
    ],
    [
      'commander outside cli',
      'src/adapters/planted.ts',
      { kind: 'package', name: 'commander' },
      'terminal-packages-in-cli',
    ],
    [
      'chalk beside print',
      'src/cli/planted.ts',
      { kind: 'package', name: 'chalk' },
      'colour-in-print',
    ],
    [
      'handlebars beside prose',
      'src/render/planted.ts',
      { kind: 'package', name: 'handlebars' },
      'handlebars-in-prose',
    ],
    [
      'execa outside adapters',
      'src/cli/planted.ts',
      { kind: 'package', name: 'execa' },
      'execa-in-adapters',
    ],
    [
      'an unknown package',
      'src/shared/planted.ts',
      { kind: 'package', name: 'lodash' },
      'known-packages',
    ],
    [
      'arch-lint grows',
      'src/lint/planted.ts',
      { kind: 'package', name: 'yaml' },
      'arch-lint-stays-light',
    ],
    ['a file needs itself', 'src/shared/planted.ts', file('src/shared/planted.ts'), 'no-cycles'],
  ] as const)('%s', (_, from, target, clause) => {
    expect(planted(from, target)).toContain(clause);
  });

  test('but a type of an earlier stage may be shared', () => {
    expect(planted('src/blueprint/planted.ts', file('src/decision/planted.ts'), 'type')).toEqual(
      [],
    );
    expect(planted('src/decision/planted.ts', file('src/blueprint/planted.ts'), 'type')).toContain(
      'layers',
    );
  });
});
