import { type Finding, at, isRecord, list } from './finding.js';
import { broken, podFaults, type Rule } from './k8s-pods.js';

const ZONE = 'topology.kubernetes.io/zone';

/** Everything that would be applied together. */
type Documents = readonly unknown[];

function ofKind(documents: Documents, kind: string): Documents {
  return documents.filter((document) => at(document, 'kind') === kind);
}

/** True when every pair of the selector is a label; an empty selector selects all. */
function selects(selector: unknown, labels: unknown): boolean {
  return Object.entries(isRecord(selector) ? selector : {}).every(
    ([key, value]) => at(labels, key) === value,
  );
}

/** Objects of a kind that select the pods of a workload, by the path of their selector. */
function selecting(
  documents: Documents,
  [kind, ...path]: readonly [string, ...string[]],
  workload: unknown,
): Documents {
  const labels = at(workload, 'spec', 'template', 'metadata', 'labels');
  return ofKind(documents, kind).filter((one) => {
    const selector = at(one, 'spec', ...path);
    return isRecord(selector) && Object.keys(selector).length > 0 && selects(selector, labels);
  });
}

function deploymentFaults(deployment: unknown, documents: Documents): readonly string[] {
  const spec = at(deployment, 'spec');
  const name = at(deployment, 'metadata', 'name');
  const scalers = ofKind(documents, 'HorizontalPodAutoscaler').filter(
    (one) => at(one, 'spec', 'scaleTargetRef', 'name') === name,
  );
  const budgets = selecting(
    documents,
    ['PodDisruptionBudget', 'selector', 'matchLabels'],
    deployment,
  );
  const services = selecting(documents, ['Service', 'selector'], deployment);
  const spread = list(at(spec, 'template', 'spec', 'topologySpreadConstraints'));
  return [
    ...broken([
      [
        at(spec, 'strategy', 'rollingUpdate', 'maxUnavailable') === 0,
        'a release takes pods away before new ones are ready',
      ],
      [spread.some((one) => at(one, 'topologyKey') === ZONE), 'its pods may all be in one zone'],
      [at(spec, 'replicas') === undefined, 'replicas: every release would undo the autoscaler'],
      [at(deployment, 'metadata', 'labels', 'deploy-step') === 'serve', 'it is not applied last'],
      [scalers.length === 1, 'no HorizontalPodAutoscaler'],
      [budgets.length === 1, 'no PodDisruptionBudget'],
      [services.length === 1, 'no Service'],
    ]),
    ...scalers.flatMap(scalerFaults),
    ...budgets.flatMap(budgetFaults),
  ];
}

function scalerFaults(scaler: unknown): readonly string[] {
  const spec = (...keys: string[]) => at(scaler, 'spec', ...keys);
  const [least, most] = [Number(spec('minReplicas')), Number(spec('maxReplicas'))];
  return broken([
    [least >= 1 && least < most, 'the autoscaler has no room'],
    [list(spec('metrics')).length > 0, 'the autoscaler looks at nothing'],
    [
      Number(spec('behavior', 'scaleDown', 'stabilizationWindowSeconds')) >= 120,
      'the autoscaler takes pods away after a moment of quiet',
    ],
    [list(spec('behavior', 'scaleUp', 'policies')).length > 0, 'how fast it scales up is not said'],
  ]);
}

function budgetFaults(budget: unknown): readonly string[] {
  const away = at(budget, 'spec', 'maxUnavailable');
  // With minAvailable a single replica blocks the drain of its node for ever.
  return broken([[away === 1, 'its PodDisruptionBudget does not let exactly one pod go']]);
}

function jobFaults(job: unknown): readonly string[] {
  const name = String(at(job, 'metadata', 'name'));
  const version = String(at(job, 'metadata', 'labels', 'app.kubernetes.io/version'));
  return broken([
    [name.endsWith(`-${version}`), 'its name lacks the release: it would run once and never again'],
    [Number(at(job, 'spec', 'activeDeadlineSeconds')) > 0, 'it may hang for ever'],
    [Number(at(job, 'spec', 'backoffLimit')) <= 3, 'it is tried again too often'],
    [Number(at(job, 'spec', 'ttlSecondsAfterFinished')) > 0, 'it is never taken away'],
    [at(job, 'metadata', 'labels', 'deploy-step') !== 'serve', 'it runs after the rollout'],
  ]);
}

function accountFaults(workload: unknown, documents: Documents): readonly string[] {
  const name = at(workload, 'spec', 'template', 'spec', 'serviceAccountName');
  const others = documents.filter(
    (one) => one !== workload && at(one, 'spec', 'template', 'spec', 'serviceAccountName') === name,
  );
  const account = ofKind(documents, 'ServiceAccount').find(
    (one) => at(one, 'metadata', 'name') === name,
  );
  return broken([
    [account !== undefined, 'no ServiceAccount of its own'],
    [others.length === 0, 'it shares its ServiceAccount'],
    [
      account === undefined || at(account, 'automountServiceAccountToken') === false,
      'its ServiceAccount hands out a token',
    ],
  ]);
}

/** True for a rule that names both who and which port. */
function isNamed(rule: unknown, side: 'from' | 'to'): boolean {
  const peers = list(at(rule, side));
  const open = peers.some(
    (peer) =>
      at(peer, 'ipBlock', 'cidr') === '0.0.0.0/0' &&
      list(at(peer, 'ipBlock', 'except')).length === 0,
  );
  const empty = peers.some((peer) => isRecord(peer) && Object.keys(peer).length === 0);
  return peers.length > 0 && list(at(rule, 'ports')).length > 0 && !open && !empty;
}

function networkFaults(workload: unknown, documents: Documents): readonly string[] {
  const policies = selecting(documents, ['NetworkPolicy', 'podSelector', 'matchLabels'], workload);
  const rules = (side: string) => policies.flatMap((policy) => list(at(policy, 'spec', side)));
  const pod = at(workload, 'spec', 'template');
  const scraped = at(pod, 'metadata', 'annotations', 'prometheus.io/port');
  const metrics = list(at(pod, 'spec', 'containers'))
    .flatMap((one) => list(at(one, 'env')))
    .map((one) => at(one, 'name') === 'METRICS_PORT' && at(one, 'value'))
    .find(Boolean);
  return broken([
    [policies.length > 0, 'no NetworkPolicy'],
    [rules('ingress').every((rule) => isNamed(rule, 'from')), 'anyone may connect to it'],
    [rules('egress').every((rule) => isNamed(rule, 'to')), 'it may connect to anything'],
    [scraped === metrics, 'Prometheus is sent to a port without metrics'],
  ]);
}

function deniesAll(policy: unknown): boolean {
  const types = list(at(policy, 'spec', 'policyTypes'));
  return (
    isRecord(at(policy, 'spec', 'podSelector')) &&
    Object.keys(at(policy, 'spec', 'podSelector') ?? {}).length === 0 &&
    types.includes('Ingress') &&
    types.includes('Egress') &&
    list(at(policy, 'spec', 'ingress')).length + list(at(policy, 'spec', 'egress')).length === 0
  );
}

function togetherFaults(documents: Documents): readonly Finding[] {
  const space = ofKind(documents, 'Namespace')[0];
  const level = at(space, 'metadata', 'labels', 'pod-security.kubernetes.io/enforce');
  const exposed = ofKind(documents, 'Service').filter(
    (one) => !['ClusterIP', undefined].includes(at(one, 'spec', 'type') as string | undefined),
  );
  const rules: readonly (readonly [string, Rule])[] = [
    ['Namespace', [level === 'restricted', 'pods that are not locked down are accepted']],
    [
      'Namespace',
      [
        at(space, 'metadata', 'labels', 'deploy-step') === 'once',
        'a release needs rights on the whole cluster',
      ],
    ],
    [
      'NetworkPolicy',
      [ofKind(documents, 'NetworkPolicy').some(deniesAll), 'nothing is denied by default'],
    ],
    ['Service', [exposed.length === 0, 'a port is open beside the Ingress']],
    [
      'Ingress',
      [
        ofKind(documents, 'Ingress').every((one) => list(at(one, 'spec', 'tls')).length > 0),
        'requests are served without TLS',
      ],
    ],
    ['Secret', [ofKind(documents, 'Secret').length === 0, 'a secret lies in the repository']],
  ];
  return rules.flatMap(([where, rule]) => broken([rule]).map((what) => ({ where, what })));
}

/** What a reviewer would refuse although the API accepts it. */
export function hardeningFindings(documents: Documents): readonly Finding[] {
  const workloads = ['Deployment', 'Job'].flatMap((kind) => ofKind(documents, kind));
  const faults = workloads.flatMap((workload) => {
    const serves = at(workload, 'kind') === 'Deployment';
    const where = `${String(at(workload, 'kind'))}/${String(at(workload, 'metadata', 'name'))}`;
    return [
      ...podFaults(at(workload, 'spec', 'template', 'spec'), serves),
      ...(serves ? deploymentFaults(workload, documents) : jobFaults(workload)),
      ...accountFaults(workload, documents),
      ...networkFaults(workload, documents),
    ].map((what) => ({ where, what }));
  });
  return workloads.length === 0 ? [] : [...faults, ...togetherFaults(documents)];
}
