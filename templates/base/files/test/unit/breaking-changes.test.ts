import assert from 'node:assert/strict';
import { test } from 'node:test';
import { additions, breakingChanges } from '#test/breaking-changes.ts';

/** An operation, deep enough that each test can change one thing about it. */
function pathsWith(change: (operation: any, paths: any) => void = () => {}) {
  const paths: any = {
    '/things/{id}': {
      patch: {
        security: [{ bearer: ['admin'] }],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          {
            name: 'limit',
            in: 'query',
            required: false,
            schema: { type: 'integer', maximum: 100 },
          },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name'],
                properties: {
                  name: { type: 'string', maxLength: 80 },
                  kind: { type: 'string', enum: ['small', 'large'] },
                },
              },
            },
          },
        },
        responses: {
          200: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['id', 'owner', 'lines'],
                  properties: {
                    id: { type: 'string' },
                    note: { type: 'string' },
                    owner: {
                      anyOf: [
                        {
                          type: 'object',
                          required: ['id'],
                          properties: { id: { type: 'string' } },
                        },
                        { type: 'null' },
                      ],
                    },
                    lines: {
                      type: 'array',
                      items: { type: 'object', properties: { price: { type: 'integer' } } },
                    },
                  },
                },
              },
            },
          },
          default: {},
        },
      },
    },
  };
  change(paths['/things/{id}'].patch, paths);
  return paths;
}

const body = (operation: any) => operation.requestBody.content['application/json'].schema;
const answer = (operation: any) => operation.responses[200].content['application/json'].schema;

const BREAKS: Readonly<Record<string, (operation: any, paths: any) => void>> = {
  'PATCH /things/{id} is gone': (_, paths) => delete paths['/things/{id}'],
  'PATCH /things/{id}: somebody else may call it': (one) => delete one.security,
  'PATCH /things/{id} query limit is now required': (one) => (one.parameters[1].required = true),
  'PATCH /things/{id} query limit is no longer taken': (one) => one.parameters.pop(),
  'PATCH /things/{id} query limit: maximum is tighter': (one) =>
    (one.parameters[1].schema.maximum = 50),
  'PATCH /things/{id} header tenant is now required': (one) =>
    one.parameters.push({ name: 'tenant', in: 'header', required: true, schema: {} }),
  'PATCH /things/{id} body.kind is now required': (one) => body(one).required.push('kind'),
  'PATCH /things/{id} body.kind is no longer taken': (one) => delete body(one).properties.kind,
  'PATCH /things/{id} body.kind: "large" is no longer taken': (one) =>
    body(one).properties.kind.enum.pop(),
  'PATCH /things/{id} body.name: string is no longer taken': (one) =>
    (body(one).properties.name.type = 'integer'),
  'PATCH /things/{id} body.name: pattern is tighter': (one) =>
    (body(one).properties.name.pattern = '^a'),
  'PATCH /things/{id} 200.id is no longer told': (one) => delete answer(one).properties.id,
  'PATCH /things/{id} 200.id: may now be integer': (one) =>
    (answer(one).properties.id.type = 'integer'),
  'PATCH /things/{id} 200.id: may now be null': (one) =>
    (answer(one).properties.id = { anyOf: [{ type: 'string' }, { type: 'null' }] }),
  'PATCH /things/{id} 200.id may now be missing': (one) => answer(one).required.shift(),
  'PATCH /things/{id} 200.owner.id is no longer told': (one) =>
    delete answer(one).properties.owner.anyOf[0].properties.id,
  'PATCH /things/{id} 200.lines[].price: may now be string': (one) =>
    (answer(one).properties.lines.items.properties.price.type = 'string'),
  'PATCH /things/{id}: no longer answers 200': (one) => {
    one.responses = { 202: one.responses[200] };
  },
};

for (const [expected, change] of Object.entries(BREAKS))
  test(`noticed: ${expected}`, () => {
    assert.ok(breakingChanges(pathsWith(), pathsWith(change)).includes(expected));
  });

const HARMLESS: Readonly<Record<string, (operation: any, paths: any) => void>> = {
  nothing: () => {},
  'another route': (one, paths) => (paths['/others'] = { get: one }),
  'an optional input': (one) => (body(one).properties.colour = { type: 'string' }),
  'a wider input': (one) => (body(one).properties.name.maxLength = 200),
  'one more that is taken': (one) => body(one).properties.kind.enum.push('huge'),
  'one more field that is told': (one) => {
    answer(one).properties.colour = { type: 'string' };
    answer(one).required.push('colour');
  },
  'an optional parameter': (one) =>
    one.parameters.push({ name: 'sort', in: 'query', required: false, schema: {} }),
  'another text': (one) => (one.summary = 'Something else'),
};

for (const [what, change] of Object.entries(HARMLESS))
  test(`breaks nobody: ${what}`, () => {
    assert.deepEqual(breakingChanges(pathsWith(), pathsWith(change)), []);
  });

test('routes that nobody recorded are told', () => {
  const after = pathsWith((one, paths) => (paths['/others'] = { get: one }));
  assert.deepEqual(additions(pathsWith(), after), ['GET /others']);
});
