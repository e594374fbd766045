import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { toYaml, toYamlDocuments } from './yaml.js';

/** The words of configurations, with what YAML reads as something else. */
const words = fc.oneof(
  fc.stringMatching(/^[ -~]*$/),
  fc.constantFrom(
    ...'~ null True 1 1. .5 -1e3 0x1f 0o7 .inf .nan - -a ? * @a a:b a#b ${A} \'"'.split(' '),
  ),
  fc.constantFrom('', '- a', 'a: b', 'a #b', 'say "a"', "it's"),
);
const lines = fc
  .array(fc.stringMatching(/^[!-~](?:[ -~]*[!-~])?$/), { minLength: 2, maxLength: 4 })
  .map((parts) => parts.join('\n'));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      words,
      lines,
      lines.map((value) => `${value}\n`),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      words.filter((key) => key !== ''),
      tie('tree'),
      { maxKeys: 4 },
    ),
  ),
}));

describe('toYaml', () => {
  it('writes what the reference implementation writes', () => {
    const options = { lineWidth: 0, aliasDuplicateObjects: false };
    fc.assert(
      fc.property(tree, (value) => {
        const filed = { value };
        expect(toYaml(filed)).toBe(stringify(filed, options));
      }),
    );
  });

  it('says any JSON so that it is read as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        expect(parse(toYaml(json))).toEqual(json);
      }),
    );
  });

  it('leaves out what is undefined', () => {
    expect(toYaml({ a: undefined, b: 1 })).toBe('b: 1\n');
  });

  it('puts a heading into comments', () => {
    expect(toYaml({ a: 1 }, 'one\ntwo')).toBe('# one\n# two\na: 1\n');
  });

  it('divides documents', () => {
    expect(toYamlDocuments([{ a: 1 }, { b: [] }])).toBe('a: 1\n---\nb: []\n');
  });
});
