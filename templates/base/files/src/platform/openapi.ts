import * as z from 'zod';
import type { Policy, Route } from './routes.ts';

type Json = Readonly<Record<string, unknown>>;
export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: Json;
}

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const ETAG: Json = { description: 'The version of what was answered', schema: { type: 'string' } };
const IF_MATCH: Json = {
  name: 'if-match',
  in: 'header',
  required: false,
  description: 'The ETag that was seen: another version is not changed',
  schema: { type: 'string' },
};

/** The OpenAPI 3.1 description of these routes: what is validated is what is described. */
export function openApi(title: string, version: string, routes: readonly Route[]): OpenApi {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

/** Puts the descriptions of several apps together, for the gateway in front of them. */
export function mergeOpenApi(title: string, parts: readonly OpenApi[]): OpenApi {
  const [first] = parts;
  return {
    openapi: '3.1.0',
    info: { title, version: first?.info.version ?? '0' },
    paths: Object.assign({}, ...parts.map((part) => part.paths)),
    components: first?.components ?? {},
  };
}

function operation(route: Route): Json {
  return {
    summary: route.summary,
    'x-policy': policyOf(route),
    tags: [route.path.split('/')[1]],
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[^A-Za-z]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase())}`,
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.versioned && ['PUT', 'PATCH', 'DELETE'].includes(route.method) ? [IF_MATCH] : []),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    ...security(route.policy),
    responses: {
      [route.status]: {
        description: route.summary,
        ...(route.versioned && route.status !== 204 && { headers: { etag: ETAG } }),
        ...(route.status !== 204 && {
          content: contentOf(route),
        }),
      },
      default: {
        description: 'A problem',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

/** Roles stand where OpenAPI 3.1 wants them; of several, one is enough. */
function security(policy: Policy): Json {
  if (policy.allow === 'public') return {};
  const roles = policy.allow === 'roles' ? policy.roles.map((role) => [role]) : [[]];
  return { security: roles.map((bearer) => ({ bearer })) };
}

/** OpenAPI 3.1 has no word for one event of a stream, so `schema` describes what each `data:` line carries. */
function contentOf({ event, response }: Route): Json {
  return event
    ? { 'text/event-stream': { schema: schemaOf(event, 'output') } }
    : { 'application/json': { schema: schemaOf(response, 'output') } };
}

/** Who may, in a word or two: for people who read the description. */
function policyOf({ policy }: Route): string {
  return policy.allow === 'roles' ? policy.roles.join(' or ') : policy.allow;
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function parameters(schema: z.ZodObject | undefined, where: 'path' | 'query'): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(field as z.ZodType, 'input'),
  }));
}
