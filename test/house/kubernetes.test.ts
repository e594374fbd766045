import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Templates } from '#render/templates.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { everything, rendered, templatesOfTest } from '../setup/rendered-repo.js';
import { at, isRecord, list } from '../tools/finding.js';
import { hardeningFindings } from '../tools/k8s-hardening.js';

const RELEASE = '1.4.2';
const BASE = /^deploy\/k8s\/base\/(?!kustomization)/;

/** What an overlay makes of the base, where no kubectl is at hand: tags, a version, the name of the job. */
function released(document: Record<string, unknown>): Record<string, unknown> {
  const metadata = { ...(isRecord(document['metadata']) ? document['metadata'] : {}) };
  metadata['labels'] = {
    ...(isRecord(metadata['labels']) ? metadata['labels'] : {}),
    'app.kubernetes.io/version': RELEASE,
  };
  if (document['kind'] === 'Job') metadata['name'] = `${String(metadata['name'])}-${RELEASE}`;
  const spec = at(document, 'spec', 'template', 'spec');
  for (const one of [...list(at(spec, 'initContainers')), ...list(at(spec, 'containers'))]) {
    if (isRecord(one)) Object.assign(one, { image: `${String(one['image'])}:${RELEASE}` });
  }
  return { ...document, metadata };
}

let templates: Templates;
beforeAll(async () => (templates = await templatesOfTest()));

function manifests(pattern: PatternId): Record<string, unknown>[] {
  return rendered(everything(pattern), templates)
    .filter(({ path }) => BASE.test(path))
    .flatMap(({ content }) => parseAllDocuments(content).map((one): unknown => one.toJS()))
    .filter(isRecord)
    .map(released);
}

const processes = PATTERN_IDS.filter((pattern) => pattern !== 'serverless');

it.each(processes)('%s breaks none of the rules', (pattern) => {
  const documents = manifests(pattern);
  expect(documents.length).toBeGreaterThan(10);
  expect(hardeningFindings(documents)).toEqual([]);
});

it('lets pods ask the DNS of the cluster, and its cache on each node', () => {
  const policy = manifests('modular-monolith').find(
    (one) => at(one, 'metadata', 'name') === 'allow-dns',
  );
  const peers = list(at(policy, 'spec', 'egress')).flatMap((rule) => list(at(rule, 'to')));
  expect(peers.map((peer) => at(peer, 'podSelector', 'matchLabels', 'k8s-app'))).toContain(
    'kube-dns',
  );
  expect(peers.map((peer) => at(peer, 'ipBlock', 'cidr'))).toContain('169.254.20.10/32');
});

it('lets files go where the README says: out of private networks', () => {
  const choices = everything('modular-monolith');
  const readme = rendered(choices, templates).find(({ path }) => path === 'README.md');
  expect(readme?.content).toContain('reach port 443 outside of private networks');
  const rules = manifests('modular-monolith')
    .filter((one) => one['kind'] === 'NetworkPolicy')
    .flatMap((one) => list(at(one, 'spec', 'egress')))
    .filter((rule) => list(at(rule, 'ports')).some((port) => at(port, 'port') === 443));
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules)
    for (const peer of list(at(rule, 'to')))
      expect(list(at(peer, 'ipBlock', 'except'))).toContain('10.0.0.0/8');
});

describe('a planted violation', () => {
  let documents: Record<string, unknown>[];
  let reviewed: Record<string, unknown>[];
  beforeAll(() => (reviewed = manifests('modular-monolith')));
  beforeEach(() => (documents = structuredClone(reviewed)));

  const pick = (kind: string, name?: string) => {
    const found = documents.find(
      (one) => one['kind'] === kind && (!name || at(one, 'metadata', 'name') === name),
    );
    if (!found) throw new Error(`no ${kind}`);
    return found;
  };

  /** Sets the value below a path, or takes it away. */
  function plant(root: unknown, path: string, value: unknown): void {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<unknown>(
      (inner, key) => (Array.isArray(inner) ? inner[Number(key)] : at(inner, key)),
      root,
    );
    if (Array.isArray(parent)) parent.splice(Number(last), 1, value);
    else if (isRecord(parent) && value === undefined) Reflect.deleteProperty(parent, last);
    else if (isRecord(parent)) Object.assign(parent, { [last]: value });
    else throw new Error(`nothing at ${path}`);
  }

  const POD = 'spec.template.spec';
  const APP = `${POD}.containers.0`;

  const PLANTED: readonly (readonly [kind: string, path: string, value: unknown, what: string])[] =
    [
      ['Deployment', `${POD}.securityContext.runAsNonRoot`, undefined, 'it may run as root'],
      ['Deployment', `${POD}.securityContext.seccompProfile`, undefined, 'no seccomp profile'],
      ['Deployment', `${POD}.automountServiceAccountToken`, true, 'it gets a token of the cluster'],
      [
        'Deployment',
        `${POD}.enableServiceLinks`,
        undefined,
        'services become environment variables',
      ],
      ['Deployment', `${POD}.hostNetwork`, true, "it shares the machine's hostNetwork"],
      [
        'Deployment',
        `${POD}.volumes.0`,
        { name: 'a', hostPath: { path: '/' } },
        'it mounts a path',
      ],
      ['Deployment', `${POD}.volumes.0.emptyDir`, {}, 'its scratch folder may fill the disk'],
      ['Deployment', `${APP}.securityContext.readOnlyRootFilesystem`, false, 'its file system'],
      ['Deployment', `${APP}.securityContext.allowPrivilegeEscalation`, undefined, 'it may gain'],
      ['Deployment', `${APP}.securityContext.privileged`, true, 'it is privileged'],
      ['Deployment', `${APP}.securityContext.capabilities.drop`, [], 'it keeps capabilities'],
      [
        'Deployment',
        `${APP}.securityContext.capabilities.add`,
        ['NET_RAW'],
        'it adds capabilities',
      ],
      ['Deployment', `${APP}.resources.limits`, undefined, 'no memory limit'],
      ['Deployment', `${APP}.resources.requests.memory`, '128Mi', 'it asks for other memory'],
      ['Deployment', `${APP}.resources.requests.cpu`, undefined, 'it asks for no cpu'],
      [
        'Deployment',
        `${APP}.resources`,
        { requests: { cpu: '1', memory: '200Mi' }, limits: { memory: '200Mi' } },
        'the heap of V8',
      ],
      ['Deployment', `${APP}.image`, 'registry.example.com:5000/shop', 'image registry'],
      ['Deployment', `${APP}.image`, 'shop:latest', 'image shop:latest has no version'],
      [
        'Deployment',
        `${APP}.env.0`,
        { name: 'DATABASE_URL', value: 'x' },
        'DATABASE_URL is written',
      ],
      ['Deployment', `${APP}.startupProbe`, undefined, 'no startupProbe'],
      ['Deployment', `${APP}.livenessProbe`, undefined, 'no livenessProbe'],
      ['Deployment', `${APP}.readinessProbe`, undefined, 'no readinessProbe'],
      [
        'Deployment',
        `${APP}.livenessProbe.httpGet.path`,
        '/readyz',
        'liveness asks what readiness',
      ],
      ['Deployment', `${APP}.startupProbe.failureThreshold`, 3, 'it has less than 30 seconds'],
      [
        'Deployment',
        `${APP}.readinessProbe.timeoutSeconds`,
        undefined,
        'readinessProbe has no time',
      ],
      ['Deployment', `${APP}.lifecycle`, undefined, 'it stops listening before'],
      ['Deployment', `${POD}.terminationGracePeriodSeconds`, 20, 'it is killed before'],
      ['Deployment', 'spec.strategy.rollingUpdate.maxUnavailable', 1, 'a release takes pods away'],
      ['Deployment', `${POD}.topologySpreadConstraints`, [], 'its pods may all be in one zone'],
      ['Deployment', 'spec.replicas', 2, 'replicas: every release'],
      ['Deployment', 'metadata.labels.deploy-step', undefined, 'it is not applied last'],
      ['Deployment', `${POD}.serviceAccountName`, 'default', 'no ServiceAccount of its own'],
      ['Deployment', `${POD}.serviceAccountName`, 'migrate', 'it shares its ServiceAccount'],
      ['ServiceAccount', 'automountServiceAccountToken', undefined, 'its ServiceAccount hands out'],
      [
        'HorizontalPodAutoscaler',
        'spec.scaleTargetRef.name',
        'other',
        'no HorizontalPodAutoscaler',
      ],
      ['HorizontalPodAutoscaler', 'spec.maxReplicas', 2, 'the autoscaler has no room'],
      ['HorizontalPodAutoscaler', 'spec.metrics', [], 'the autoscaler looks at nothing'],
      [
        'HorizontalPodAutoscaler',
        'spec.behavior.scaleDown',
        undefined,
        'the autoscaler takes pods',
      ],
      ['HorizontalPodAutoscaler', 'spec.behavior.scaleUp', undefined, 'how fast it scales up'],
      ['PodDisruptionBudget', 'spec.selector.matchLabels', { a: 'b' }, 'no PodDisruptionBudget'],
      ['PodDisruptionBudget', 'spec.maxUnavailable', 0, 'its PodDisruptionBudget does not let'],
      ['Service', 'spec.selector', { a: 'b' }, 'no Service'],
      ['Service', 'spec.type', 'LoadBalancer', 'a port is open beside the Ingress'],
      ['Ingress', 'spec.tls', undefined, 'requests are served without TLS'],
      ['Job', 'metadata.name', 'migrate', 'its name lacks the release'],
      ['Job', 'spec.activeDeadlineSeconds', undefined, 'it may hang for ever'],
      ['Job', 'spec.backoffLimit', 6, 'it is tried again too often'],
      ['Job', 'spec.ttlSecondsAfterFinished', undefined, 'it is never taken away'],
      ['Job', 'metadata.labels.deploy-step', 'serve', 'it runs after the rollout'],
      ['Job', `${APP}.resources.requests.memory`, '64Mi', 'it asks for other memory'],
      ['Namespace', 'metadata.labels.deploy-step', undefined, 'a release needs rights'],
      ['Namespace', 'metadata.labels', {}, 'pods that are not locked down are accepted'],
    ];

  it.each(PLANTED)('in %s at %s', (kind, path, value, what) => {
    plant(pick(kind), path, value);
    const found = hardeningFindings(documents).map((one) => one.what);
    expect(found.filter((one) => one.startsWith(what))).not.toEqual([]);
  });

  const policy = () => pick('NetworkPolicy', 'shop');
  const says = () => hardeningFindings(documents).map((one) => one.what);

  it.each([
    ['no peers', { ports: [{ port: 5432 }] }],
    ['every address', { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }],
    ['every port', { to: [{ podSelector: {} }] }],
    ['an empty peer', { to: [{}], ports: [{ port: 443 }] }],
  ])('egress to %s', (_, rule) => {
    plant(policy(), 'spec.egress', [rule]);
    expect(says()).toEqual(['it may connect to anything']);
  });

  it('a scrape of the public port', () => {
    const { metadata } = (at(pick('Deployment'), 'spec', 'template') ?? {}) as {
      metadata: unknown;
    };
    Object.assign(at(metadata, 'annotations') ?? {}, { 'prometheus.io/port': '3000' });
    expect(says()).toEqual(['Prometheus is sent to a port without metrics']);
  });

  it('ingress from anybody', () => {
    plant(policy(), 'spec.ingress', [{ ports: [{ port: 3000 }] }]);
    expect(says()).toEqual(['anyone may connect to it']);
  });

  it('a workload without a policy', () => {
    documents = documents.filter((one) => one !== policy());
    expect(says()).toEqual(['no NetworkPolicy']);
  });

  it.each([
    ['only one direction', 'spec.policyTypes', ['Ingress']],
    ['a rule that opens it', 'spec.egress', [{}]],
    ['some pods only', 'spec.podSelector', { matchLabels: { a: 'b' } }],
  ])('a default that denies %s', (_, path, value) => {
    plant(pick('NetworkPolicy', 'default-deny'), path, value);
    expect(says()).toContain('nothing is denied by default');
  });

  it('a secret in the repository', () => {
    documents.push({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } });
    expect(says()).toEqual(['a secret lies in the repository']);
  });
});
