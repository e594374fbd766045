import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryShell } from '#cli/memory-shell.js';
import { createProgram } from '#cli/program.js';
import { FEATURES } from '#features/registry.js';
import { QUESTIONS } from '#answers/questions.js';
import { RULES } from '#lint/rules/registry.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { errorCodes } from '../../scripts/reference/errors.js';
import { referenceText } from '../../scripts/reference/reference.js';
import { readSources } from '../../scripts/reference/sources.mjs';

const written = readFileSync(new URL('../../docs/reference.md', import.meta.url), 'utf8');

describe('docs/reference.md', () => {
  it('is what the code says (node scripts/generate-reference.mjs)', async () => {
    expect(written).toBe(await referenceText(readSources()));
  });

  it.each(createProgram(memoryShell(), () => {}).commands.map((command) => command.name()))(
    'describes the command %s',
    (name) => expect(written).toContain(`\n### create-backend ${name}\n`),
  );

  it.each(QUESTIONS.map(({ flag }) => flag))('describes the question %s', (flag) => {
    expect(written).toContain(`\n| \`${flag}\`<br>`);
  });

  it.each(PATTERN_IDS)('describes the pattern %s', (id) => {
    expect(written).toContain(`\n### ${id}\n`);
  });

  it.each(Object.keys(FEATURES))('describes the feature %s', (id) => {
    expect(written).toContain(`\n| \`${id}\` |`);
  });

  it.each([...RULES.keys()])('describes the rule %s', (id) => {
    expect(written).toContain(`\n| [\`${id}\`]`);
  });
});

describe('codes of problems', () => {
  const codes = errorCodes(readSources());
  const ids = [...codes.keys()];

  it.each([
    'UNKNOWN_OPTION',
    'TARGET_NOT_EMPTY',
    'SIBLING_IMPORT',
    'ANSWER_OUT_OF_RANGE',
    'MODULE_TWICE',
    'CYCLE',
  ])('however it is written, %s is found', (id) => expect(ids).toContain(id));

  it.each(['BROKER_URL', 'GIT_DIR', 'NODE_ENV', 'POSTGRES_PASSWORD'])(
    'the environment variable %s is none',
    (id) => expect(ids).not.toContain(id),
  );

  it('one code is raised by one folder, or says the same thing in two', () => {
    const shared = [...codes].filter(([, { folders }]) => folders.size > 1);
    expect(shared.map(([id]) => id)).toEqual(['ANSWERS_NOT_AN_OBJECT', 'MODULE_NAME_TAKEN']);
  });
});
