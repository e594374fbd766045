import { type Finding, at, list } from './finding.js';

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

function named(documents: readonly unknown[], kind: string): ReadonlySet<string> {
  const ofKind = documents.filter((document) => at(document, 'kind') === kind);
  return new Set(ofKind.map((document) => String(at(document, 'metadata', 'name'))));
}

function containerFaults(container: unknown, serves: boolean): readonly string[] {
  const security = (key: string) => at(container, 'securityContext', key);
  const image = String(at(container, 'image'));
  return [
    ...(security('readOnlyRootFilesystem') === true ? [] : ['its file system is writable']),
    ...(security('allowPrivilegeEscalation') === false ? [] : ['it may gain privileges']),
    ...(list(at(container, 'securityContext', 'capabilities', 'drop')).includes('ALL')
      ? []
      : ['it keeps capabilities']),
    ...(at(container, 'resources', 'limits', 'memory') === undefined ? ['no memory limit'] : []),
    ...(/:[^/]+$/.test(image) && !image.endsWith(':latest')
      ? []
      : [`image ${image} has no version`]),
    ...(serves
      ? PROBES.filter((key) => at(container, key) === undefined).map((key) => `no ${key}`)
      : []),
  ];
}

function podFaults(spec: unknown, serves: boolean): readonly string[] {
  const context = at(spec, 'securityContext');
  const containers = [...list(at(spec, 'initContainers')), ...list(at(spec, 'containers'))];
  return [
    ...(at(context, 'runAsNonRoot') === true ? [] : ['it may run as root']),
    ...(at(context, 'seccompProfile', 'type') === 'RuntimeDefault' ? [] : ['no seccomp profile']),
    ...(at(spec, 'automountServiceAccountToken') === false
      ? []
      : ['it gets a token of the cluster']),
    ...containers.flatMap((container) => containerFaults(container, serves)),
  ];
}

/** What a reviewer would refuse although the API accepts it. */
export function hardeningFindings(documents: readonly unknown[]): readonly Finding[] {
  const required = ['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy', 'Service'];
  const present = required.map((kind) => [kind, named(documents, kind)] as const);
  const pods = documents.filter((one) => ['Deployment', 'Job'].includes(String(at(one, 'kind'))));
  const faults = pods.flatMap((pod) => {
    const name = String(at(pod, 'metadata', 'name'));
    const serves = at(pod, 'kind') === 'Deployment';
    const found = podFaults(at(pod, 'spec', 'template', 'spec'), serves);
    const lacks = present.filter(([, names]) => serves && !names.has(name));
    const where = `${String(at(pod, 'kind'))}/${name}`;
    return [...found, ...lacks.map(([kind]) => `no ${kind}`)].map((what) => ({ where, what }));
  });
  const denies = pods.length === 0 || named(documents, 'NetworkPolicy').has('default-deny');
  return denies
    ? faults
    : [...faults, { where: 'NetworkPolicy', what: 'nothing is denied by default' }];
}
