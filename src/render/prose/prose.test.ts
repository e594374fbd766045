import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { FEATURES } from '#features/registry.js';
import { renderProse } from './prose.js';
import { View } from './view.js';

const TEMPLATES = new URL('../../../templates/', import.meta.url);
const prose = ['base', 'patterns', 'features', 'modules'].flatMap((part) =>
  readdirSync(new URL(part, TEMPLATES), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hbs') && !path.includes('node_modules'))
    .map((path) => `${part}/${path}`),
);

/** JSON Schema of the view: plain data that paths can be looked up in. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
}
const VIEW: Schema = JSON.parse(JSON.stringify(z.toJSONSchema(View)));

function step(schema: Schema, part: string): Schema | undefined {
  const open = schema.additionalProperties;
  const known = Object.hasOwn(FEATURES, part);
  const own = schema.properties?.[part] ?? (typeof open === 'object' && known ? open : undefined);
  return own ?? schema.anyOf?.map((one) => step(one, part)).find(Boolean);
}

const HELPERS = new Set(['if', 'unless', 'each', 'with']);

/** Every path of a text that the view does not have, each block in the context it opens. */
function strayPaths(text: string): string[] {
  const strays: string[] = [];
  const look = (path: hbs.AST.Expression, context: Schema | undefined): Schema | undefined => {
    if (path.type !== 'PathExpression') return undefined;
    const { data, depth, parts, original } = path as hbs.AST.PathExpression;
    if (data) return undefined;
    if (depth > 0) strays.push(`${original} (reaches out of its block)`);
    let schema = context;
    for (const part of parts) schema = schema && step(schema, part);
    if (!schema) strays.push(original);
    return schema;
  };
  const walk = (body: readonly hbs.AST.Statement[], context: Schema | undefined): void => {
    for (const node of body) {
      if (node.type === 'MustacheStatement') {
        look((node as hbs.AST.MustacheStatement).path as hbs.AST.Expression, context);
      } else if (node.type === 'BlockStatement') {
        const block = node as hbs.AST.BlockStatement;
        const name = block.path.original;
        if (!HELPERS.has(name)) strays.push(`helper ${name}`);
        const [subject] = block.params;
        const found = subject && look(subject, context);
        const inner = name === 'each' ? found?.items : name === 'with' ? found : context;
        walk(block.program.body, inner);
        if (block.inverse) walk(block.inverse.body, context);
      } else if (node.type !== 'ContentStatement' && node.type !== 'CommentStatement') {
        strays.push(node.type);
      }
    }
  };
  walk(Handlebars.parse(text).body, VIEW);
  return strays;
}

describe('the check of paths', () => {
  it.each([
    ['{{projctName}}', ['projctName']],
    ['{{#if kafak}}k{{/if}}', ['kafak']],
    ['{{#each moduels}}k{{/each}}', ['moduels']],
    ['{{#each modules}}{{nmae}}{{/each}}', ['nmae']],
    ['{{#each modules}}{{project}}{{/each}}', ['project']],
    ['{{#if has.[broker-kafak]}}k{{/if}}', ['has.broker-kafak']],
    ['{{> partial}}', ['PartialStatement']],
  ])('sees what Handlebars would swallow in %s', (text, strays) => {
    expect(strayPaths(text)).toEqual(strays);
  });

  it('accepts paths of the view', () => {
    const text =
      '{{#each modules}}{{name}}{{#unless @last}},{{/unless}}{{/each}}{{#if has.[broker-kafka]}}k{{/if}}';
    expect(strayPaths(text)).toEqual([]);
  });
});

it('finds prose to check', () => {
  expect(prose).toContain('base/files/README.md.hbs');
});

it.each(prose)('%s uses only paths of the view', (path) => {
  expect(strayPaths(readFileSync(new URL(path, TEMPLATES), 'utf8'))).toEqual([]);
});

describe('filling in', () => {
  const view = { project: 'a & b' } as unknown as View;

  it('escapes nothing', () => {
    expect(renderProse('"{{project}}"', view)).toEqual({ ok: true, text: '"a & b"' });
  });

  it('refuses an unknown path', () => {
    expect(renderProse('{{projct}}', view)).toMatchObject({ ok: false });
  });
});

describe('templates that are not prose', () => {
  const others = ['base', 'patterns', 'features', 'modules'].flatMap((part) =>
    readdirSync(new URL(part, TEMPLATES), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.hbs'))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );

  it('have no conditionals', () => {
    const conditional = /\{\{\s*[#/^](if|unless|each|with)\b|<%|\{%\s*(if|for)\b/;
    expect(others.filter((path) => conditional.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
