import { type Api, request } from '#test/api.ts';

/** An operation as the running system describes it. Nothing here lists routes by hand: a new one is covered at once. */
export interface Operation {
  readonly method: string;
  /** `/orders/{id}` */
  readonly path: string;
  /** Who may call it: everybody, whoever is signed in, or whoever has one of these roles. */
  readonly allowed: 'public' | 'signed-in' | readonly string[];
  // OpenAPI is JSON of many shapes; the tests pick what they need.
  readonly described: any;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export async function operationsOf(api: Api): Promise<readonly Operation[]> {
  const { body } = await request(api, 'GET', '/openapi.json');
  return Object.entries<any>(body.paths).flatMap(([path, methods]) =>
    METHODS.filter((method) => method in methods).map((method) => ({
      method: method.toUpperCase(),
      path,
      allowed: allowedBy(methods[method].security),
      described: methods[method],
    })),
  );
}

function allowedBy(security: readonly { bearer: readonly string[] }[] | undefined) {
  if (!security) return 'public';
  const roles = security.flatMap(({ bearer }) => bearer);
  return roles.length > 0 ? roles : 'signed-in';
}

/** A body that the schema takes: everything required, and as little of it as is allowed. */
export function sampleOf(schema: any): any {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf ?? schema.oneOf) return sampleOf((schema.anyOf ?? schema.oneOf)[0]);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sampleOf));
  if (schema.type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map((key: string) => [key, sampleOf(schema.properties[key])]),
    );
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items));
  if (schema.type === 'string') return sampleText(schema);
  if (schema.type === 'boolean') return false;
  if (schema.type === 'null') return null;
  return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
}

function sampleText({ format, minLength = 1 }: { format?: string; minLength?: number }): string {
  if (format === 'uuid') return crypto.randomUUID();
  if (format === 'email') return `sample-${crypto.randomUUID()}@example.com`;
  if (format === 'date-time') return '2026-01-01T00:00:00Z';
  if (format === 'date') return '2026-01-01';
  if (format === 'uri') return 'https://example.com/';
  return 'sample '.repeat(Math.ceil(minLength / 7)).slice(0, Math.max(minLength, 6));
}

export function sampleBody({ described }: Operation): unknown {
  const schema = described.requestBody?.content['application/json']?.schema;
  return schema && sampleOf(schema);
}

/** The query that an operation cannot do without. */
export function sampleQuery({ described }: Operation): string {
  const needed = described.parameters.filter(
    ({ in: where, required }: { in: string; required: boolean }) => where === 'query' && required,
  );
  const query = new URLSearchParams(
    needed.map(({ name, schema }: { name: string; schema: unknown }) => [name, sampleOf(schema)]),
  );
  return query.size > 0 ? `?${query}` : '';
}

export function filledIn(path: string, id: string): string {
  return path.replaceAll(/\{[^}]+\}/g, id);
}
