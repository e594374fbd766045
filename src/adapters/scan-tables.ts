import type { TableUse } from '#lint/project-model.js';

/** A table seen at an offset; `model` is a name in code that stands for a table defined elsewhere. */
export interface SeenTable {
  readonly table: string;
  readonly model: boolean;
  readonly access: TableUse['access'];
  readonly by: string;
  readonly offset: number;
}

/** A name in code that stands for a table. */
export interface TableModel {
  readonly model: string;
  readonly table: string;
}

/** Literals; what a quote in a comment spoils ends with its line. */
const LITERAL = /`(?:[^`\\]|\\[\s\S])*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
const STARTS_SQL =
  /^.\s*(?:--[^\n]*\n\s*)*(?:with\s+(?:recursive\s+)?\w+\s*(?:\(|as\b)|select\s|insert\s+into|update\s+(?:only\s+)?[\w".$]+\s+(?:as\s+\w+\s+)?set\b|delete\s+from|merge\s+into|replace\s+into|truncate\s|create\s|alter\s+table|drop\s+table|lock\s+table)/i;
const MAY_BE_SQL =
  /\b(?:select|insert\s+into|update|delete\s+from|table|merge\s+into|replace\s+into|truncate)\b/i;

const NAME = String.raw`((?:["\`]?[A-Za-z_][\w$]*["\`]?\.)?["\`]?[A-Za-z_][\w$]*["\`]?)`;
const CLAUSES: readonly (readonly [RegExp, TableUse['access']])[] = [
  [
    new RegExp(String.raw`\b(?:insert|merge|replace)\s+(?:ignore\s+)?into\s+${NAME}`, 'gi'),
    'write',
  ],
  [
    new RegExp(String.raw`\bupdate\s+(?:only\s+)?${NAME}(?=\s+(?:as\s+)?(?:\w+\s+)?set\b)`, 'gi'),
    'write',
  ],
  [new RegExp(String.raw`\bdelete\s+from\s+(?:only\s+)?${NAME}`, 'gi'), 'write'],
  [new RegExp(String.raw`\btruncate\s+(?:table\s+)?${NAME}`, 'gi'), 'write'],
  [
    new RegExp(
      String.raw`\b(?:create\s+(?:unlogged\s+|temp(?:orary)?\s+)?table|alter\s+table|drop\s+table)\s+(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?${NAME}`,
      'gi',
    ),
    'define',
  ],
  [
    new RegExp(
      String.raw`(?<!\bdelete\s+)\b(?:from|join|lock\s+table)\s+(?:only\s+|lateral\s+)?${NAME}(?!\s*\(|[\w$])`,
      'gi',
    ),
    'read',
  ],
];
const COMMON =
  /(?:\bwith\s+(?:recursive\s+)?|,\s*)(\w+)\s*(?:\([^)]*\)\s*)?as\s+(?:(?:not\s+)?materialized\s+)?\(/gi;
const NOT_TABLES = new Set([
  'select',
  'set',
  'values',
  'where',
  'lateral',
  'only',
  'information_schema',
  'pg_catalog',
  'dual',
  'unnest',
  'distinct',
  'the',
  'an',
  'this',
  'that',
  'your',
  'our',
  'their',
  'all',
  'each',
]);

/** The tables in a text that is SQL from beginning to end. */
export function tablesInSql(sql: string, offset: number): SeenTable[] {
  const code = sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length));
  const common = new Set([...code.matchAll(COMMON)].map(([, name]) => name?.toLowerCase()));
  return CLAUSES.flatMap(([clause, access]) =>
    [...code.matchAll(clause)].flatMap((found) => {
      const table = (found[1] ?? '').replaceAll(/["`]/g, '');
      const [schema = ''] = table.toLowerCase().split('.');
      if (common.has(table.toLowerCase()) || NOT_TABLES.has(schema)) return [];
      const at = found.index + found[0].length - (found[1] ?? '').length;
      return [{ table, model: false, access, by: 'sql', offset: offset + at }];
    }),
  );
}

function tablesInLiterals(text: string): SeenTable[] {
  if (!MAY_BE_SQL.test(text)) return [];
  return [...text.matchAll(LITERAL)].flatMap(({ 0: literal, index }) => {
    if (!STARTS_SQL.test(literal)) return [];
    return tablesInSql(literal.slice(1, -1), index + 1);
  });
}

/** Calls of query builders and mappers: what follows is a table's name, or a model's. */
const CALLS: readonly (readonly [
  by: string,
  call: RegExp,
  access: TableUse['access'],
  model: boolean,
])[] = [
  ['kysely', /\.selectFrom\(\s*\[?\s*['"`]([\w.]+)/g, 'read', false],
  ['kysely', /\.(?:inner|left|right|full|cross)Join\(\s*['"`]([\w.]+)/g, 'read', false],
  [
    'kysely',
    /\.(?:insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(\s*['"`]([\w.]+)/g,
    'write',
    false,
  ],
  [
    'kysely',
    /\.schema\s*(?:\.withSchema\([^)]*\)\s*)?\.(?:createTable|alterTable|dropTable)\(\s*['"`]([\w.]+)/g,
    'define',
    false,
  ],
  ['knex', /\bknex(?:<[^>]*>)?\(\s*['"`]([\w.]+)/g, 'read', false],
  [
    'drizzle',
    /\b(?:pgTable|mysqlTable|sqliteTable|\w*[sS]chema\.table)\(\s*['"`]([\w.]+)/g,
    'define',
    false,
  ],
  [
    'drizzle',
    /\.(?:from|innerJoin|leftJoin|rightJoin|fullJoin)\(\s*([A-Za-z_$][\w$]*)\s*[,)]/g,
    'read',
    true,
  ],
  ['drizzle', /\.(?:insert|update|delete)\(\s*([A-Za-z_$][\w$]*)\s*\)/g, 'write', true],
  ['drizzle', /\.query\.([A-Za-z_$][\w$]*)\.find(?:Many|First)\(/g, 'read', true],
  ['prisma', /\.([a-z]\w*)\s*\.(?:find\w+|count|aggregate|groupBy)\(/g, 'read', true],
  [
    'prisma',
    /\.([a-z]\w*)\s*\.(?:create|createMany\w*|update|updateMany\w*|upsert|delete|deleteMany)\(/g,
    'write',
    true,
  ],
  [
    'typeorm',
    /@(?:Entity|ViewEntity)\(\s*(?:['"`]([\w.]+)|\{[^}]*?\bname:\s*['"`]([\w.]+))/g,
    'define',
    false,
  ],
  [
    'typeorm',
    /@Entity\(\s*\)\s*(?:@\w+\([^)]*\)\s*)*export\s+(?:default\s+)?class\s+(\w+)/g,
    'define',
    false,
  ],
  [
    'typeorm',
    /(?:@InjectRepository|\bgetRepository|\.getRepository)\(\s*([A-Z]\w*)/g,
    'read',
    true,
  ],
  ['sequelize', /\bsequelize\.define\(\s*['"`]([\w.]+)/g, 'define', false],
  ['sequelize', /\btableName:\s*['"`]([\w.]+)/g, 'define', false],
  ['mongoose', /\b(?:mongoose\.)?model(?:<[^>]*>)?\(\s*['"`]([\w.]+)['"`]\s*,/g, 'define', false],
];

/** Words that must occur before the calls of a library are looked for. */
const SIGNS: Readonly<Record<string, RegExp>> = {
  kysely: /\b(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|createTable|alterTable)\b/,
  knex: /\bknex\b/,
  drizzle: /drizzle|Table\(|\.(?:from|insert|update|delete|query)\b/,
  prisma: /prisma/i,
  typeorm: /typeorm|@Entity|Repository\b/,
  sequelize: /sequelize/i,
  mongoose: /mongoose/,
};

/** The tables that a source file names, in SQL or by a library. */
export function tablesIn(text: string): SeenTable[] {
  const present = Object.keys(SIGNS).filter((by) => SIGNS[by]?.test(text));
  const called = CALLS.filter(([by]) => present.includes(by)).flatMap(([by, call, access, model]) =>
    [...text.matchAll(call)].map((found): SeenTable => {
      const table = found[1] ?? found[2] ?? '';
      return { table, model, access, by, offset: found.index };
    }),
  );
  return [...tablesInLiterals(text), ...called];
}

const DRIZZLE_MODEL =
  /\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:pgTable|mysqlTable|sqliteTable|\w*[sS]chema\.table)\(\s*['"`]([\w.]+)/g;
const ENTITY_MODEL =
  /@Entity\(\s*(?:['"`]([\w.]+)['"`]|\{[^}]*?\bname:\s*['"`]([\w.]+)['"`][^}]*\})?[^)]*\)\s*(?:@\w+\([^)]*\)\s*)*export\s+(?:default\s+)?class\s+(\w+)/g;
const PRISMA_MODEL = /^model\s+(\w+)\s*\{([\s\S]*?)^\}/gm;

/** The names by which the code of other files means tables. */
export function tableModelsIn(text: string): TableModel[] {
  const drizzle = [...text.matchAll(DRIZZLE_MODEL)].map(([, model = '', table = '']) => ({
    model,
    table,
  }));
  const entities = [...text.matchAll(ENTITY_MODEL)].map(([, name, named, model = '']) => {
    return { model, table: name ?? named ?? model };
  });
  return [...drizzle, ...entities];
}

/** The tables of a prisma schema. */
export function prismaTables(schema: string): { seen: SeenTable[]; models: TableModel[] } {
  const found = [...schema.matchAll(PRISMA_MODEL)].map((match) => {
    const [, name = '', body = ''] = match;
    const table = /@@map\(\s*(?:name:\s*)?"([^"]+)"/.exec(body)?.[1] ?? name;
    return { table, model: name.charAt(0).toLowerCase() + name.slice(1), offset: match.index };
  });
  return {
    seen: found.map(({ table, offset }) => ({
      table,
      model: false,
      access: 'define',
      by: 'prisma',
      offset,
    })),
    models: found.map(({ model, table }) => ({ model, table })),
  };
}
