import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.js';
import { readAnswers } from './read-answers.js';

const folder = mkdtempSync(join(tmpdir(), 'read-answers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function fromFile(name: string, content: string | Uint8Array): Promise<unknown> {
  writeFileSync(join(folder, name), content);
  return readAnswers(join(folder, name), {
    open: (path) => createReadStream(path),
    stdin: Readable.from([]),
  });
}

async function fromStdin(...chunks: readonly (string | Uint8Array)[]): Promise<unknown> {
  const open = (): never => {
    throw new Error('stdin was asked for');
  };
  return readAnswers('-', { open, stdin: Readable.from(chunks, { objectMode: true }) });
}

describe('readAnswers', () => {
  it.each([
    ['a.json', '{"team": {"engineers": 5}}'],
    ['b.yaml', 'team:\n  engineers: 5\n'],
    ['c.YML', '%YAML 1.2\n---\nteam: { engineers: 5 }\n'],
    ['d.json', '\uFEFF{"team": {"engineers": 5}}\r\n'],
    ['e.yaml', '\uFEFFteam: # us\r\n  engineers: 5\r\n'],
    ['nameless', '  {"team": {"engineers": 5}}'],
  ])('reads %s', async (name, content) => {
    expect(await fromFile(name, content)).toEqual({ team: { engineers: 5 } });
  });

  it('reads JSON and YAML from stdin, also when a character is split over two chunks', async () => {
    const bytes = Buffer.from('{"name":"é"}');
    expect(await fromStdin(bytes.subarray(0, 10), bytes.subarray(10))).toEqual({ name: 'é' });
    expect(await fromStdin('name: é\n')).toEqual({ name: 'é' });
  });

  it.each<[string, string, string | Uint8Array, string, string]>([
    ['a trailing comma', 'a.json', '{\n  "a": 1,\n}', 'ANSWERS_MALFORMED', 'a.json:3:1'],
    ['a cut file', 'a.json', '{"a": [1, 2', 'ANSWERS_MALFORMED', 'a.json:1:12'],
    ['a bare word', 'a.json', '{\n\t"a": maybe}', 'ANSWERS_MALFORMED', 'a.json:2:7'],
    ['a comment', 'a.json', '// hi\n{}', 'ANSWERS_MALFORMED', 'a.json:1:1'],
    ['a key twice', 'a.json', '{"a": 1,\n"a": 2}', 'ANSWERS_MALFORMED', '"a" is there twice'],
    ['an open string', 'a.json', '{"a": "x\n"}', 'ANSWERS_MALFORMED', 'a.json:1:7'],
    ['two values', 'a.json', '{} {}', 'ANSWERS_MALFORMED', 'a.json:1:4'],
    ['a prototype', 'a.json', '{"x":{"__proto__": {}}}', 'ANSWERS_MALFORMED', '__proto__'],
    ['deep brackets', 'a.json', '['.repeat(500_000), 'ANSWERS_MALFORMED', 'nested'],
    ['bad indentation', 'a.yaml', 'a:\n  b: 1\n c: 2\n', 'ANSWERS_MALFORMED', 'a.yaml:3:1'],
    ['a tab', 'a.yaml', 'a:\n\tb: 1\n', 'ANSWERS_MALFORMED', 'a.yaml:2:1'],
    ['a key twice', 'a.yaml', 'a: 1\na: 2\n', 'ANSWERS_MALFORMED', 'a.yaml:2:1'],
    ['an unknown tag', 'a.yaml', 'a: !!js/function "x"\n', 'ANSWERS_MALFORMED', 'a.yaml:1:4'],
    ['two documents', 'a.yaml', 'a: 1\n---\nb: 2\n', 'ANSWERS_MALFORMED', 'a.yaml:2'],
    ['an alias', 'a.yaml', 'a: &x [1]\nb: *x\n', 'ANSWERS_MALFORMED', 'a.yaml:2:4'],
    ['an alias of itself', 'a.yaml', 'a: &x [*x]\n', 'ANSWERS_MALFORMED', 'a.yaml:1:8'],
    ['an alias as key', 'a.yaml', 'a: &x y\n*x : 1\n', 'ANSWERS_MALFORMED', 'a.yaml'],
    ['a prototype', 'a.yaml', 'x:\n  __proto__: {}\n', 'ANSWERS_MALFORMED', 'a.yaml:2:3'],
    ['a list as key', 'a.yaml', '[1, 2]: 3\n', 'ANSWERS_MALFORMED', 'plain text'],
    ['deep brackets', 'a.yaml', '['.repeat(500_000), 'ANSWERS_MALFORMED', 'a.yaml'],
    ['nothing', 'a.yaml', ' \n', 'ANSWERS_NOT_AN_OBJECT', 'is empty'],
    ['only a comment', 'a.yaml', '# todo later\n', 'ANSWERS_NOT_AN_OBJECT', 'object'],
    ['a list', 'a.json', '[1]', 'ANSWERS_NOT_AN_OBJECT', 'object'],
    ['a text', 'a.yaml', 'just words\n', 'ANSWERS_NOT_AN_OBJECT', 'object'],
    ['null', 'a.json', 'null', 'ANSWERS_NOT_AN_OBJECT', 'object'],
    ['NUL bytes', 'a.json', '{"a": "\0"}', 'ANSWERS_NOT_TEXT', 'NUL'],
    ['UTF-16', 'a.json', Buffer.from('\uFEFF{"a": 1}', 'utf16le'), 'ANSWERS_NOT_TEXT', 'NUL'],
    ['a picture', 'a.yaml', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'ANSWERS_NOT_TEXT', 'UTF-8'],
    ['a large file', 'a.json', ' '.repeat(10_000_000), 'ANSWERS_TOO_LARGE', '1 MiB'],
    ['another format', 'a.toml', 'a = 1', 'ANSWERS_FORMAT', '.toml'],
  ])('refuses %s in %s', async (_, name, content, code, text) => {
    const error: unknown = await fromFile(name, content).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: 'UserError', code });
    expect(String(error)).toContain(text);
  });

  it('refuses a bomb of aliases at once', async () => {
    const level = (name: string, of: string): string =>
      `${name}: &${name} [${`*${of},`.repeat(9)}]\n`;
    const bomb = 'a: &a [x,x,x,x]\n' + level('b', 'a') + level('c', 'b') + level('d', 'c');
    await expect(fromFile('bomb.yaml', bomb)).rejects.toMatchObject({ code: 'ANSWERS_MALFORMED' });
  });

  it('takes no more than seconds for a megabyte of keys or one long text', async () => {
    const keys = Array.from({ length: 60_000 }, (_, index) => `key-${index}: 1\n`).join('');
    await expect(fromFile('keys.yaml', keys)).resolves.toHaveProperty('key-59999', 1);
    const long = 'x'.repeat(1_000_000);
    await expect(fromFile('long.json', `{"a":"${long}"}`)).resolves.toEqual({ a: long });
  });

  it('refuses what is missing or no file', async () => {
    const sources = { open: (path: string) => createReadStream(path), stdin: Readable.from([]) };
    const unreadable = { code: 'ANSWERS_UNREADABLE' };
    await expect(readAnswers(join(folder, 'no.json'), sources)).rejects.toMatchObject(unreadable);
    await expect(readAnswers(folder, sources)).rejects.toMatchObject(unreadable);
    writeFileSync(join(folder, 'f'), '');
    await expect(readAnswers(join(folder, 'f/x.json'), sources)).rejects.toMatchObject(unreadable);
    const denied = Object.assign(new Error('no'), { code: 'EACCES' });
    const locked = { ...sources, open: () => Readable.from(failing(denied)) };
    await expect(readAnswers('a.json', locked)).rejects.toMatchObject(unreadable);
  });

  it('stops reading an endless stream', async () => {
    let given = 0;
    const endless = (function* () {
      for (;;) yield Buffer.alloc(65_536, (given++, 32));
    })();
    const stdin = Readable.from(endless);
    const sources = { open: () => stdin, stdin };
    await expect(readAnswers('-', sources)).rejects.toMatchObject({ code: 'ANSWERS_TOO_LARGE' });
    expect(given).toBeLessThan(64);
  });
});

// eslint-disable-next-line require-yield -- a stream that fails before it gives anything
async function* failing(error: Error): AsyncGenerator<Uint8Array> {
  throw error;
}

describe('parseJson', () => {
  it('accepts exactly what JSON.parse accepts, apart from equal keys and __proto__', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ' '),
        (json, at, put) => {
          const place = at % (json.length + 1);
          const text = json.slice(0, place) + put + json.slice(place + (at % 2));
          fc.pre(!text.includes('__proto__'));
          expect(outcome(() => parseJson(text, 'x'))).toEqual(outcome(() => JSON.parse(text)));
        },
      ),
    );
  });

  function outcome(parse: () => unknown): unknown {
    try {
      return { value: parse() };
    } catch {
      return 'refused';
    }
  }
});
