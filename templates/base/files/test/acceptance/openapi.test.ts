import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { apiUnderTest, request } from '#test/api.ts';
import { additions, breakingChanges } from '#test/breaking-changes.ts';
import { operationsOf } from '#test/described.ts';
import { recordedPaths } from '#tools/recorded-api.ts';

const api = apiUnderTest();

test('nothing that clients rely on has changed since the API was recorded', async (t) => {
  const { body } = await request(api, 'GET', '/openapi.json');
  const recorded = recordedPaths();
  assert.ok(Object.keys(recorded).length > 0, 'docs/openapi holds nothing: npm run openapi');
  assert.deepEqual(
    breakingChanges(recorded, body.paths),
    [],
    'This breaks clients. Keep the old form beside the new one; if nobody uses it, record the change: npm run openapi',
  );
  const fresh = additions(recorded, body.paths);
  if (fresh.length > 0) t.diagnostic(`not recorded yet (npm run openapi): ${fresh.join(', ')}`);
});

test('the description is whole: every operation has a name, a text, its parameters and its answers', async () => {
  const operations = await operationsOf(api);
  const wrong: string[] = [];
  const names = new Set<string>();
  for (const { method, path, described } of operations) {
    const check = (holds: unknown, what: string) =>
      holds || wrong.push(`${method} ${path}: ${what}`);
    check(described.operationId && !names.has(described.operationId), 'operationId');
    names.add(described.operationId);
    check(described.summary?.length > 3 && !described.summary.endsWith('.'), 'summary');
    check(described.tags?.length === 1, 'tags');
    const declared = described.parameters.filter((one: any) => one.in === 'path');
    const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
    check(String(declared.map((one: any) => one.name)) === String(inPath), 'path parameters');
    check(
      declared.every((one: any) => one.required),
      'a path parameter that is not required',
    );
    const statuses = Object.keys(described.responses);
    check(statuses.filter((status) => /^2\d\d$/.test(status)).length === 1, 'one good answer');
    check(statuses.includes('default'), 'a problem as default');
    check(method !== 'GET' || !described.requestBody, 'a body on GET');
  }
  assert.deepEqual(wrong, []);
});

test('the description is OpenAPI 3.1: its references lead somewhere, its schemas are schemas', async () => {
  const { body } = await request(api, 'GET', '/openapi.json');
  assert.match(body.openapi, /^3\.1\.\d+$/);
  assert.ok(body.info.title && body.info.version);
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    validateFormats: false,
  });
  for (const { $ref, schema, security } of everyNode(body)) {
    if ($ref) assert.ok(at(body, $ref), `${$ref} leads nowhere`);
    if (schema && !schema.$ref) ajv.compile(schema);
    for (const scheme of (security ?? []).flatMap(Object.keys))
      assert.ok(body.components.securitySchemes[scheme], `${scheme} is no security scheme`);
  }
});

function everyNode(node: any): any[] {
  if (typeof node !== 'object' || node === null) return [];
  return [node, ...Object.values(node).flatMap(everyNode)];
}

function at(root: any, ref: string): unknown {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce((node, key) => node?.[key], root);
}
