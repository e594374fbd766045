import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Clause } from '#architecture/schema.js';
import { drawProject } from '#lint/draw-project.js';
import { lint } from '#lint/lint.js';
import { RULES } from '#lint/rules/registry.js';

const FOLDER = fileURLToPath(new URL('../../src/lint/rules/', import.meta.url));
const folders = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test('the registry lists exactly the folders (node scripts/generate-lint-registry.mjs)', () => {
  expect([...RULES.keys()]).toEqual(folders);
});

/** The JSON block below a heading. */
function block(text: string, heading: string): unknown {
  const section = text.slice(text.indexOf(`\n## ${heading}\n`));
  return JSON.parse(/```json\n([^]*?)```/.exec(section)?.[1] ?? 'null');
}

describe.each(folders)('%s', (id) => {
  test('has the one shape', () => {
    for (const file of ['index.ts', 'index.test.ts', 'README.md']) {
      expect(existsSync(`${FOLDER}${id}/${file}`), file).toBe(true);
    }
  });

  test('says when it passes, when it fails, why, and when not to use it', () => {
    const text = readFileSync(`${FOLDER}${id}/README.md`, 'utf8');
    for (const heading of ['Options', 'Passes', 'Fails', 'Why', 'When not to use it']) {
      expect(text).toContain(`\n## ${heading}\n`);
    }
  });

  test('its examples are true: what passes is clean, what fails is found', () => {
    const text = readFileSync(`${FOLDER}${id}/README.md`, 'utf8');
    const clause = Clause.parse(block(text, 'Options'));
    const check = (heading: string) => {
      const drawing = z.record(z.string(), z.array(z.string())).parse(block(text, heading));
      return lint(drawProject(drawing), [clause]);
    };
    expect(clause.rule).toBe(id);
    expect(check('Passes')).toMatchObject({ verdict: 'clean', findings: [], problems: [] });
    const { findings, problems } = check('Fails');
    expect(problems).toEqual([]);
    expect(findings).not.toEqual([]);
    for (const { code } of findings) expect(text).toContain(`\`${code}\``);
  });
});
