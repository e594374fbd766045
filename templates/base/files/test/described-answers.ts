import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Answer } from '#test/api.ts';

/** Holds each answer that a test sees against what the system says of itself in /openapi.json. */

// OpenAPI is JSON of many shapes.
type Json = any;

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const descriptions = new Map<string, Promise<Json>>();
const compiled = new Map<string, ValidateFunction>();

export async function holdToDescription(
  url: string,
  method: string,
  path: string,
  answer: Answer,
): Promise<void> {
  const description = await described(url);
  const pathname = path.split('?')[0] ?? '';
  const template = Object.keys(description?.paths ?? {}).find((one) => fits(one, pathname));
  const operation = template && description.paths[template][method.toLowerCase()];
  // What no route describes (health, unknown paths) has tests of its own.
  if (!operation) return;
  const what = `${method} ${template} ${answer.status}`;
  const said =
    operation.responses[answer.status] ?? (answer.status >= 400 && operation.responses.default);
  assert.ok(said, `${what} is not described`);
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (!said.content) return assert.equal(answer.body, '', `${what} should have no body`);
  const content = said.content[type];
  assert.ok(content, `${what} came as ${type || 'nothing'}, not as described`);
  if (type === 'text/event-stream') return;
  const validate = validatorOf(`${url} ${what}`, content.schema, description.components);
  assert.ok(
    validate(answer.body),
    `${what} is not as described: ${ajv.errorsText(validate.errors)}`,
  );
}

/** Fetched once a system; null while it is not there, as after a kill. */
function described(url: string): Promise<Json> {
  const known =
    descriptions.get(url) ?? fetch(`${url}/openapi.json`).then((answer) => answer.json());
  descriptions.set(url, known);
  return known.catch(() => {
    descriptions.delete(url);
    return null;
  });
}

function fits(template: string, pathname: string): boolean {
  const [wanted, given] = [template.split('/'), pathname.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith('{') || part === given[index])
  );
}

function validatorOf(key: string, schema: Json, components: Json): ValidateFunction {
  const known = compiled.get(key);
  if (known) return known;
  const validate = ajv.compile({ ...schema, components });
  compiled.set(key, validate);
  return validate;
}
