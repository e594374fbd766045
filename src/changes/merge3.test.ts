import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge3 } from './merge3.js';

const line = fc.constantFrom('a', 'b', '', '}', '  x: 1', '=======');
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

describe('merge3', () => {
  it('takes the only side that changed, byte for byte', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(merge3(changed, base, base)).toEqual({ clean: true, text: changed });
        expect(merge3(base, base, changed)).toEqual({ clean: true, text: changed });
        expect(merge3(changed, base, changed)).toEqual({ clean: true, text: changed });
      }),
    );
  });

  it('is clean or not whichever side is called yours', () => {
    fc.assert(
      fc.property(text, text, text, (a, base, b) => {
        expect(merge3(a, base, b).clean).toBe(merge3(b, base, a).clean);
      }),
    );
  });

  it('keeps both edits when they are apart', () => {
    const base = 'one\ntwo\nthree\nfour\nfive\n';
    const yours = base.replace('two', 'TWO');
    const template = base.replace('five', 'FIVE');
    const both = 'one\nTWO\nthree\nfour\nFIVE\n';
    expect(merge3(yours, base, template)).toEqual({ clean: true, text: both });
  });

  it('marks an overlap with all three versions', () => {
    expect(merge3('a\nyours\n', 'a\nbase\n', 'a\ntheirs\n')).toEqual({
      clean: false,
      text: 'a\n<<<<<<< yours\nyours\n||||||| as generated\nbase\n=======\ntheirs\n>>>>>>> template\n',
    });
  });

  it('keeps CRLF line ends and does not take them for edits', () => {
    const merge = merge3('a\r\nb\r\nc\r\nmine\r\n', 'a\nb\nc\n', 'A\nb\nc\n');
    expect(merge).toEqual({ clean: true, text: 'A\r\nb\r\nc\r\nmine\r\n' });
  });

  it('keeps a missing newline at the end missing', () => {
    expect(merge3('x\nb\nc', 'a\nb\nc', 'a\nb\nc').text).toBe('x\nb\nc');
  });

  it('gives up on a long stretch of equal lines instead of searching for seconds', () => {
    const many = (line: string): string => `${line}\n`.repeat(20_000);
    const started = performance.now();
    expect(merge3(`${many('}')}mine`, many('}'), `new\n${many('}')}`).clean).toBe(false);
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('does not lose a line of either side in a clean merge without deletions', () => {
    const insertion = fc.tuple(fc.nat(6), fc.constantFrom('p', 'q', '}'));
    fc.assert(
      fc.property(fc.array(insertion), fc.array(insertion), (mine, theirs) => {
        const base = ['1', '}', '2', '}', '3', '4'];
        const grow = (added: readonly (readonly [number, string])[]): string =>
          base
            .flatMap((line, at) => [line, ...added.flatMap(([i, x]) => (i === at ? x : []))])
            .join('\n');
        const { clean, text } = merge3(grow(mine), base.join('\n'), grow(theirs));
        if (!clean) return;
        const count = (lines: string, line: string): number =>
          lines.split('\n').filter((other) => other === line).length;
        for (const line of ['1', '2', '3', '4', 'p', 'q', '}']) {
          const most = Math.max(count(grow(mine), line), count(grow(theirs), line));
          expect(count(text, line)).toBeGreaterThanOrEqual(most);
        }
      }),
    );
  });

  it('merges a file of 64 kB with few distinct lines in well under a second', () => {
    const lines = Array.from({ length: 4000 }, (_, i) => (i % 3 === 0 ? `"v${i}": {` : '},'));
    const base = lines.join('\n');
    const started = performance.now();
    const merge = merge3(base.replace('"v6"', '"mine"'), base, base.replace('"v3990"', '"new"'));
    expect(merge.clean).toBe(true);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
