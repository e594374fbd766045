import { randomUUID } from 'node:crypto';

/** A value that a JSON Schema of our OpenAPI description accepts; ids are taken from `ids`, so that they may exist. */
export function sampled(schema: any, ids: readonly string[]): any {
  if (!schema || typeof schema !== 'object') return null;
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (first) return sampled(first, ids);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sampled(one, ids)]),
      );
    case 'array':
      return [sampled(schema.items, ids)];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return text(schema, ids);
  }
}

function text({ format, minLength = 1 }: any, ids: readonly string[]): string {
  if (format === 'uuid') return ids[Math.floor(Math.random() * ids.length)] ?? randomUUID();
  if (format === 'email') return `${randomUUID().replaceAll('-', '')}@example.com`;
  if (format === 'date') return new Date().toISOString().slice(0, 10);
  if (format === 'date-time') return new Date().toISOString();
  return 'canary'.padEnd(minLength, 'y');
}

/** Every UUID in an answer. */
export const idsIn = (value: unknown): string[] =>
  JSON.stringify(value ?? null).match(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g) ?? [];
