import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Check, type Finding, at, list } from './finding.js';
import { inPackage, packagesMissing } from './packages.js';

const FILE = 'catalog-info.yaml';

/** References that are not to something in the same file. */
export function danglingReferences(entities: readonly unknown[]): readonly string[] {
  const known = new Set(
    entities.map(
      (one) => `${String(at(one, 'kind')).toLowerCase()}:${String(at(one, 'metadata', 'name'))}`,
    ),
  );
  return entities.flatMap((one) => {
    const refs = [
      ...list(at(one, 'spec', 'providesApis')).map((name) => `api:${String(name)}`),
      ...list(at(one, 'spec', 'consumesApis')).map((name) => `api:${String(name)}`),
      ...list(at(one, 'spec', 'dependsOn')).map(String),
      ...[at(one, 'spec', 'system')].flatMap((name) =>
        name === undefined ? [] : [`system:${String(name)}`],
      ),
    ];
    return refs.filter((ref) => !known.has(ref));
  });
}

/** Backstage's own policies and schemas, one kind after the other. */
async function catalogueFindings(entities: readonly unknown[]): Promise<readonly string[]> {
  const model = createRequire(inPackage('x.js'))('@backstage/catalog-model');
  const policies = [
    new model.SchemaValidEntityPolicy(),
    new model.DefaultNamespaceEntityPolicy(),
    new model.NoForeignRootFieldsEntityPolicy(),
    new model.FieldFormatEntityPolicy(),
  ];
  const found: string[] = [];
  for (const one of entities) {
    const kind = String(at(one, 'kind'));
    const name = `${kind}/${String(at(one, 'metadata', 'name'))}`;
    const validator = model[`${kind.toLowerCase()}EntityV1alpha1Validator`];
    try {
      for (const policy of policies) await policy.enforce(one);
      if (!(await validator?.check(one))) found.push(`${name}: Backstage knows no such kind`);
    } catch (error) {
      found.push(`${name}: ${String(error)}`);
    }
  }
  return found;
}

/** `catalog-info.yaml` against the catalogue's model; it also has to be closed in itself. */
export async function catalogFindings(text: string): Promise<readonly Finding[]> {
  const entities = parseAllDocuments(text).map((document): unknown => document.toJS());
  // The definition of an API is fetched before Backstage looks at it.
  const fetched = entities.map((one) =>
    at(one, 'kind') === 'API'
      ? { ...(one as object), spec: { ...(at(one, 'spec') as object), definition: '{}' } }
      : one,
  );
  const dangling = danglingReferences(entities).map((ref) => `${ref} is not in the file`);
  return [...dangling, ...(await catalogueFindings(fetched))].map((what) => ({
    where: FILE,
    what,
  }));
}

export const backstage: Check = {
  name: 'backstage',
  reads: FILE,
  missing: async () => packagesMissing(inPackage('@backstage/catalog-model')),
  check: async (repo) => catalogFindings(readFileSync(join(repo, FILE), 'utf8')),
};
