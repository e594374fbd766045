import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;

/** Not judgements: the two ends of the rating scale, and the version of the engine. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'scale.ts': ['5'],
  // Seconds in a day.
  'load.ts': ['86_400'],
};

function literals(code: string): string[] {
  const bare = code
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, '')
    .replace(/`(?:[^`\\]|\\.)*`/g, (text) => text.match(/\$\{[^}]*\}/g)?.join(' ') ?? '');
  return bare.match(/(?<![\w.$])\d[\d_.]*(?:e[+-]?\d+)?/g) ?? [];
}

describe('src/decision', () => {
  it('sees a number where there is one, and none in words', () => {
    expect(literals("const a2 = x > 0.75 ? 'in 18 months' : 1_000; // 7")).toEqual([
      '0.75',
      '1_000',
    ]);
    expect(literals('`18 months of ${a * 3}`')).toEqual(['3']);
  });

  it.each([
    ['src/decision', FOLDER, 25],
    ['src/answers/defaults', join(FOLDER, '../answers/defaults'), 7],
  ])(
    '%s holds no rating, price, threshold or weight: no number but 0, 1 and 2',
    (_, folder, least) => {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
        (name) => name.endsWith('.ts') && !name.includes('.test'),
      );
      expect(files.length).toBeGreaterThan(least);
      const found = files.flatMap((name) =>
        literals(readFileSync(join(folder, name), 'utf8'))
          .filter((literal) => !['0', '1', '2', ...(ALLOWED[name] ?? [])].includes(literal))
          .map((literal) => `${name}: ${literal}`),
      );
      expect(found).toEqual([]);
    },
  );
});
