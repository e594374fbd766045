import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { deployFiles } from './deploy.js';
import { deploymentOf } from './deployment.js';
import { exampleBlueprint } from './example-blueprint.js';

const features = ['k8s-kustomize', 'observability'];
const blueprint = exampleBlueprint({ pattern: 'microservices', features });
const files = new Map(
  deployFiles(blueprint, deploymentOf([])).map(({ path, content }) => [path, content]),
);

/** Literals of an overlay's ConfigMap, by key. */
function settingsOf(stage: string): Map<string, string> {
  const { configMapGenerator } = parse(
    files.get(`deploy/k8s/overlays/${stage}/kustomization.yaml`) ?? '',
  );
  const literals: readonly string[] = configMapGenerator[0].literals;
  return new Map(
    literals.map((one) => {
      const [key = '', ...value] = one.split('=');
      return [key, value.join('=')];
    }),
  );
}

describe.each(['dev', 'prod'])('the overlay %s', (stage) => {
  it('tells apps how many of them may share the database, the one of a rollout too', () => {
    const text = readFileSync(
      `templates/features/k8s-kustomize/files/deploy/k8s/overlays/${stage}/replicas.yaml`,
      'utf8',
    );
    const patches: readonly { path: string; value: number }[] = parse(text);
    const most = patches.find(({ path }) => path === '/spec/maxReplicas')?.value ?? 0;
    expect(settingsOf(stage).get('REPLICAS_MAX')).toBe(String(most + 1));
  });

  it('has every setting that a pod asks for', () => {
    const pods = [...files].filter(([path]) => path.startsWith('deploy/k8s/base/apps/'));
    const asked = pods.flatMap(([, text]) =>
      [...text.matchAll(/configMapKeyRef:\s+(?:name: settings\s+)?key: (\w+)/g)].map(
        ([, key = '']) => key,
      ),
    );
    expect(asked).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
    expect([...new Set(asked)].filter((key) => !settingsOf(stage).has(key))).toEqual([]);
  });
});

it('every app reads headers for traces from its Secret, and starts without', () => {
  for (const [path, text] of files) {
    if (!path.startsWith('deploy/k8s/base/apps/')) continue;
    const documents = parseAllDocuments(text).map((one) => one.toJS());
    const { spec } = documents.find(({ kind }) => kind === 'Deployment');
    const env: readonly { name: string; valueFrom?: { secretKeyRef?: unknown } }[] =
      spec.template.spec.containers[0].env;
    const key = 'OTEL_EXPORTER_OTLP_HEADERS';
    expect(env.find(({ name }) => name === key)?.valueFrom?.secretKeyRef, path).toEqual({
      name: spec.template.spec.serviceAccountName,
      key,
      optional: true,
    });
    expect(files.get('deploy/k8s/README.md')).toMatch(new RegExp(`\\| \`${key}\` \\| may be`));
  }
});

it('pods reach a collector in the namespace for monitoring, and none elsewhere', () => {
  for (const [path, text] of files) {
    if (!path.startsWith('deploy/k8s/base/apps/')) continue;
    const documents = parseAllDocuments(text).map((one) => one.toJS());
    const { spec } = documents.find(({ kind }) => kind === 'NetworkPolicy');
    const out = spec.egress.filter(({ ports }: { ports: { port: number }[] }) =>
      ports.some(({ port }) => port === 4318),
    );
    expect(out).toHaveLength(1);
    expect(JSON.stringify(out[0].to)).toContain('"network-role":"monitoring"');
  }
});
