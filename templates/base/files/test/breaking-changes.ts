/** What clients of an API would notice: compares two OpenAPI descriptions, and two schemas by who sends the value. */

// OpenAPI is JSON of many shapes.
type Json = any;
type Paths = Readonly<Record<string, Json>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export function breakingChanges(before: Paths, after: Paths): string[] {
  return Object.entries(before).flatMap(([path, methods]) =>
    METHODS.filter((method) => method in methods).flatMap((method) => {
      const what = `${method.toUpperCase()} ${path}`;
      const now = after[path]?.[method];
      return now ? operation(what, methods[method], now) : [`${what} is gone`];
    }),
  );
}

/** Operations that nobody recorded yet. */
export function additions(before: Paths, after: Paths): string[] {
  return breakingChanges(after, before)
    .filter((change) => change.endsWith(' is gone'))
    .map((change) => change.replace(/ is gone$/, ''));
}

function operation(what: string, before: Json, after: Json): string[] {
  const bodies = [before, after].map((one) => one.requestBody?.content['application/json']?.schema);
  return [
    ...(same(before.security, after.security) ? [] : [`${what}: somebody else may call it`]),
    ...parameters(what, before.parameters, after.parameters),
    ...(bodies[1] && !bodies[0] ? [`${what}: wants a body`] : []),
    ...(bodies[0] && bodies[1] ? taken(`${what} body`, bodies[0], bodies[1]) : []),
    ...answers(what, before.responses, after.responses),
  ];
}

function parameters(what: string, before: Json[], after: Json[]): string[] {
  const find = (all: Json[], one: Json) =>
    all.find((other) => other.name === one.name && other.in === one.in);
  return [
    ...before.flatMap((one) => {
      const now = find(after, one);
      const name = `${what} ${one.in} ${one.name}`;
      if (!now) return [`${name} is no longer taken`];
      const required = now.required && !one.required ? [`${name} is now required`] : [];
      return [...required, ...taken(name, one.schema, now.schema)];
    }),
    ...after
      .filter((one) => one.required && !find(before, one))
      .map((one) => `${what} ${one.in} ${one.name} is now required`),
  ];
}

function answers(what: string, before: Json, after: Json): string[] {
  return Object.entries<Json>(before).flatMap(([status, answer]) => {
    const now = after[status];
    if (!now) return [`${what}: no longer answers ${status}`];
    return Object.entries<Json>(answer.content ?? {}).flatMap(([type, { schema }]) => {
      const given = now.content?.[type]?.schema;
      if (!given) return [`${what}: no longer answers ${status} with ${type}`];
      return told(`${what} ${status}`, schema, given);
    });
  });
}

/** A value that clients send: what was taken must still be taken. */
function taken(what: string, before: Json, after: Json): string[] {
  const required = new Set<string>(after.required ?? []);
  const wasRequired = new Set<string>(before.required ?? []);
  return [
    ...typesOf(before).flatMap((type) =>
      typesOf(after).includes(type) ? [] : [`${what}: ${type} is no longer taken`],
    ),
    ...[...required]
      .filter((field) => !wasRequired.has(field))
      .map((field) => `${what}.${field} is now required`),
    ...(before.enum ?? [])
      .filter((value: Json) => after.enum && !after.enum.includes(value))
      .map((value: Json) => `${what}: ${JSON.stringify(value)} is no longer taken`),
    ...tightened(what, before, after),
    ...fields(what, before, after, taken, 'taken'),
  ];
}

/** A value that clients get: what was promised must still be there. */
function told(what: string, before: Json, after: Json): string[] {
  const required = new Set<string>(after.required ?? []);
  return [
    ...typesOf(after).flatMap((type) =>
      typesOf(before).includes(type) ? [] : [`${what}: may now be ${type}`],
    ),
    ...(before.required ?? [])
      .filter((field: string) => after.properties?.[field] && !required.has(field))
      .map((field: string) => `${what}.${field} may now be missing`),
    ...fields(what, before, after, told, 'told'),
  ];
}

function fields(
  what: string,
  before: Json,
  after: Json,
  compare: (what: string, before: Json, after: Json) => string[],
  verb: string,
): string[] {
  const [was, is] = [solid(before), solid(after)];
  return [
    ...Object.entries<Json>(was.properties ?? {}).flatMap(([name, schema]) => {
      const now = is.properties?.[name];
      return now
        ? compare(`${what}.${name}`, schema, now)
        : [`${what}.${name} is no longer ${verb}`];
    }),
    ...(was.items && is.items ? compare(`${what}[]`, was.items, is.items) : []),
  ];
}

/** Of something that may be null: what it is when it is not. */
function solid(schema: Json): Json {
  return schema.anyOf?.find((one: Json) => one.properties ?? one.items) ?? schema;
}

const SMALLEST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const LARGEST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];

function tightened(what: string, before: Json, after: Json): string[] {
  const tighter = [
    ...SMALLEST.filter((key) => (after[key] ?? -Infinity) > (before[key] ?? -Infinity)),
    ...LARGEST.filter((key) => (after[key] ?? Infinity) < (before[key] ?? Infinity)),
    ...['pattern', 'format'].filter((key) => after[key] && after[key] !== before[key]),
    ...(after.enum && !before.enum ? ['enum'] : []),
  ];
  return tighter.map((key) => `${what}: ${key} is tighter`);
}

function typesOf(schema: Json): string[] {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return [...new Set<string>(alternatives.flatMap(typesOf))];
  return [schema.type ?? 'anything'].flat();
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
