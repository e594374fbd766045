import { execFileSync } from 'node:child_process';
import { Command } from 'commander';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUESTIONS, type Question } from '#answers/questions.js';
import { parseAnswers, type Answers } from '#answers/schema.js';
import { addAnswerFlags } from './answer-flags.js';
import { answersToArgs, shellBlock, shellLine } from './command-line.js';
import { answersFromFlags } from './read-flags.js';

function parsed(args: readonly string[]): unknown {
  const command = addAnswerFlags(new Command());
  command.parse([...args], { from: 'user' });
  const answers = answersFromFlags(command.opts());
  return answers.ok ? answers.value : answers.problems;
}

const words = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .map((text) => text.trim())
  .filter(Boolean);

function valuesFor(question: Question): fc.Arbitrary<unknown> {
  const unknown = question.unknownAllowed ? [fc.constant('unknown')] : [];
  switch (question.kind) {
    case 'number': {
      const { min, max, integer } = question;
      const value = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
      return fc.oneof(
        value.map((one) => (one === 0 ? 0 : one)),
        ...unknown,
      );
    }
    case 'choice':
      return fc.oneof(fc.constantFrom(...question.choices.map(({ value }) => value)), ...unknown);
    case 'choices':
      return fc.oneof(fc.subarray(question.choices.map(({ value }) => value)), ...unknown);
    case 'text':
      return TEXTS[question.id] ?? words;
  }
}

const TEXTS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  project: fc.constantFrom('shop', 'a-b-c', 'x1'),
  modules: fc.subarray(['users', 'orders', 'person:people', 'invoice']),
  features: fc.subarray(['docker', 'ci-github', 'broker-kafka'], { minLength: 1 }),
};

const vetoes = fc.array(
  fc.record({
    veto: fc.constantFrom('team-too-small', 'x'),
    because: fc.string({ minLength: 10 }).map((text) => `${text.trim()} = because`),
  }),
  { minLength: 1 },
);

const answersArbitrary: fc.Arbitrary<Answers> = fc
  .record(
    {
      ...Object.fromEntries(QUESTIONS.map((question) => [question.id, valuesFor(question)])),
      acceptVetoes: vetoes,
    },
    { requiredKeys: [] },
  )
  .map((raw) => parseAnswers(raw))
  .filter((result) => result.ok)
  .map((result) => result.value);

describe('the command that reproduces a wizard run', () => {
  it('says exactly the answers that were given', () => {
    fc.assert(
      fc.property(answersArbitrary, (answers) => {
        expect(parsed(answersToArgs(answers))).toEqual(answers);
      }),
    );
  });

  it('survives a POSIX shell', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().map((text) => text.replaceAll('\0', '')),
          { minLength: 1 },
        ),
        (list) => {
          const output = execFileSync('sh', ['-c', String.raw`printf '%s\0' ` + shellLine(list)]);
          expect(output.toString().split('\0').slice(0, -1)).toEqual(list);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('means the same when it is broken into lines', () => {
    fc.assert(
      fc.property(answersArbitrary, (answers) => {
        const words = ['x', ...answersToArgs(answers)];
        const block = shellBlock(words, 80, 2);
        expect(block.replaceAll(/ \\\n */g, ' ').trim()).toBe(shellLine(words));
      }),
    );
    const block = shellBlock(['a', '--long', 'x'.repeat(10), '--more', 'y'], 20, 2);
    expect(block).toBe(`  a \\\n    --long ${'x'.repeat(10)} \\\n    --more y`);
  });

  it('quotes only what needs it', () => {
    expect(shellLine(['--because', "it's ours", '--modules', 'person:people,orders'])).toBe(
      String.raw`--because 'it'\''s ours' --modules person:people,orders`,
    );
  });
});
