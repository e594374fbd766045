import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { type Check, type Finding, at, isRecord } from './finding.js';
import { hardeningFindings } from './k8s-hardening.js';
import { inPackage, packagesMissing } from './packages.js';
import { exists, run } from './program.js';

const OVERLAYS = 'deploy/k8s/overlays';
const MODELS = '@kubernetes/client-node/dist/gen/models/all.js';

type Attributes = ReadonlyMap<string, string>;
type TypeOf = (name: string) => Attributes | null;

/** Field names by type, from the generated client: it knows every field of the API, and no other. */
async function loadTypes(): Promise<TypeOf> {
  const models: unknown = await import(pathToFileURL(inPackage(MODELS)).href);
  return (name) => {
    const model = at(models, name);
    if (typeof model !== 'function' || !('getAttributeTypeMap' in model)) return null;
    const { getAttributeTypeMap } = model;
    const fields: unknown = typeof getAttributeTypeMap === 'function' ? getAttributeTypeMap() : [];
    if (!Array.isArray(fields)) return null;
    return new Map(
      fields.map((field) => [String(at(field, 'baseName')), String(at(field, 'type'))]),
    );
  };
}

/** `apps/v1` Deployment is V1Deployment; `autoscaling/v2` is V2…. */
function modelName(document: unknown): string {
  const version = String(at(document, 'apiVersion')).split('/').at(-1) ?? '';
  return `${version.charAt(0).toUpperCase()}${version.slice(1)}${String(at(document, 'kind'))}`;
}

function unknownFields(
  typeOf: TypeOf,
  type: string,
  value: unknown,
  where: string,
): readonly Finding[] {
  if (value === null || value === undefined) return [];
  const element = /^Array<(.*)>$/.exec(type)?.[1];
  if (element !== undefined) {
    if (!Array.isArray(value)) return [{ where, what: 'must be a list' }];
    return value.flatMap((one, index) => unknownFields(typeOf, element, one, `${where}[${index}]`));
  }
  const attributes = typeOf(type);
  if (attributes === null) return wrongScalar(type, value, where);
  if (!isRecord(value)) return [{ where, what: `must be an object (${type})` }];
  return Object.entries(value).flatMap(([key, inner]) => {
    const inside = `${where}.${key}`;
    const next = attributes.get(key);
    return next === undefined
      ? [{ where: inside, what: 'unknown field' }]
      : unknownFields(typeOf, next, inner, inside);
  });
}

/** YAML turns `yes`, `1.10` and `08` into something else where quotes are forgotten. */
function wrongScalar(type: string, value: unknown, where: string): readonly Finding[] {
  if (type === '{ [key: string]: string; }') {
    const entries = isRecord(value) ? Object.entries(value) : [];
    return entries.flatMap(([key, one]) => wrongScalar('string', one, `${where}.${key}`));
  }
  const known = ['string', 'number', 'boolean'].includes(type);
  return !known || typeof value === type ? [] : [{ where, what: `must be a ${type}` }];
}

/** Problems of rendered manifests: fields the API does not have, and pods that are not locked down. */
export async function manifestFindings(yaml: string): Promise<readonly Finding[]> {
  const typeOf = await loadTypes();
  const documents: readonly unknown[] = parseAllDocuments(yaml).map((one): unknown => one.toJS());
  const strict = documents.flatMap((document): readonly Finding[] => {
    const type = modelName(document);
    const where = `${String(at(document, 'kind'))}/${String(at(document, 'metadata', 'name'))}`;
    if (typeOf(type) === null) return [{ where, what: `unknown kind (${type})` }];
    return unknownFields(typeOf, type, document, where);
  });
  return [...strict, ...hardeningFindings(documents)];
}

/** Renders every overlay with kubectl and checks what would be applied. */
export const k8sStrict: Check = {
  name: 'kustomize with strict schemas',
  reads: OVERLAYS,
  missing: async () =>
    (await exists('kubectl')) ? packagesMissing() : 'kubectl is not on the PATH',
  check: async (repo) => {
    const overlays = readdirSync(join(repo, OVERLAYS)).map((name) => `${OVERLAYS}/${name}`);
    const found = await Promise.all(
      overlays.map(async (overlay): Promise<readonly Finding[]> => {
        const { code, output } = await run('kubectl', ['kustomize', overlay], { cwd: repo });
        if (code !== 0) return [{ where: overlay, what: output }];
        const findings = await manifestFindings(output);
        return findings.map(({ where, what }) => ({ where: `${overlay} ${where}`, what }));
      }),
    );
    return found.flat();
  },
};
