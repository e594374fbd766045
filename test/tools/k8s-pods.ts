import { at, isRecord, list } from './finding.js';

/** The platform may take this long from the signal to the exit: DRAIN_LIMIT_MS and its delay, rounded up. */
const DRAIN_SECONDS = 15;
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];
const SECRET_NAME = /PASSWORD|SECRET|TOKEN|_JWK$|^(?:.*_)?(?:DATABASE|BROKER|REDIS|SMTP)_URL$/;

/** A rule: what is wrong when its condition does not hold. */
export type Rule = readonly [holds: boolean, what: string];

/** What is wrong, of all that must hold. */
export function broken(rules: readonly Rule[]): readonly string[] {
  return rules.flatMap(([holds, what]) => (holds ? [] : [what]));
}

function mebibytes(quantity: unknown): number {
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(String(quantity)) ?? [];
  return Number(amount ?? 0) * (unit === 'Gi' ? 1024 : 1);
}

function heapFits(container: unknown): boolean {
  const options = list(at(container, 'env')).find((one) => at(one, 'name') === 'NODE_OPTIONS');
  const size = (flag: string) => new RegExp(`--max-${flag}-space-size=(\\d+)`).exec(text)?.[1];
  const text = String(at(options, 'value'));
  // Node 24 lets young objects have three spaces of 64 where nobody says less; buffers and code come on top.
  const heap = Number(size('old')) + 3 * Number(size('semi') ?? 64);
  return heap <= 0.8 * mebibytes(at(container, 'resources', 'limits', 'memory'));
}

function openSecrets(container: unknown): readonly string[] {
  return list(at(container, 'env'))
    .filter((one) => SECRET_NAME.test(String(at(one, 'name'))) && at(one, 'value') !== undefined)
    .map((one) => String(at(one, 'name')));
}

/** A tag or a digest, and no tag that moves. */
export function isPinned(image: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(image) || /:(?!latest$|main$|stable$)[^/:]+$/.test(image);
}

function containerFaults(container: unknown): readonly string[] {
  const security = (...keys: string[]) => at(container, 'securityContext', ...keys);
  const resource = (...keys: string[]) => at(container, 'resources', ...keys);
  const image = String(at(container, 'image'));
  const open = openSecrets(container);
  return broken([
    [security('readOnlyRootFilesystem') === true, 'its file system is writable'],
    [security('allowPrivilegeEscalation') === false, 'it may gain privileges'],
    [security('privileged') !== true, 'it is privileged'],
    [list(security('capabilities', 'drop')).includes('ALL'), 'it keeps capabilities'],
    [security('capabilities', 'add') === undefined, 'it adds capabilities'],
    [resource('limits', 'memory') !== undefined, 'no memory limit'],
    [
      resource('requests', 'memory') === resource('limits', 'memory'),
      'it asks for other memory than it is limited to',
    ],
    [resource('requests', 'cpu') !== undefined, 'it asks for no cpu, so it cannot be scaled by it'],
    [heapFits(container), 'the heap of V8 is not limited below the memory limit'],
    [isPinned(image), `image ${image} has no version`],
    [open.length === 0, `${open.join(', ')} is written out`],
  ]);
}

function probeFaults(container: unknown): readonly string[] {
  const path = (probe: string) => at(container, probe, 'httpGet', 'path');
  const number = (probe: string, key: string) => Number(at(container, probe, key));
  return broken([
    ...PROBES.map((probe): Rule => [at(container, probe) !== undefined, `no ${probe}`]),
    [
      path('livenessProbe') !== path('readinessProbe'),
      'liveness asks what readiness asks: a lost database would restart every pod',
    ],
    [
      number('startupProbe', 'periodSeconds') * number('startupProbe', 'failureThreshold') >= 30,
      'it has less than 30 seconds to start',
    ],
    ...PROBES.map((probe): Rule => [
      number(probe, 'timeoutSeconds') >= 1,
      `${probe} has no timeout`,
    ]),
  ]);
}

function stopFaults(spec: unknown, container: unknown): readonly string[] {
  const sleep = Number(at(container, 'lifecycle', 'preStop', 'sleep', 'seconds') ?? 0);
  const grace = Number(at(spec, 'terminationGracePeriodSeconds') ?? 0);
  return broken([
    [sleep > 0, 'it stops listening before endpoints know that it goes (no preStop sleep)'],
    [sleep + DRAIN_SECONDS < grace, 'it is killed before it has drained'],
  ]);
}

/** What is wrong with a pod; one that serves must also start, answer and stop well. */
export function podFaults(spec: unknown, serves: boolean): readonly string[] {
  const context = (...keys: string[]) => at(spec, 'securityContext', ...keys);
  const containers = list(at(spec, 'containers'));
  const all = [...list(at(spec, 'initContainers')), ...containers];
  const volumes = list(at(spec, 'volumes'));
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => at(spec, key) === true);
  return [
    ...broken([
      [context('runAsNonRoot') === true, 'it may run as root'],
      [context('seccompProfile', 'type') === 'RuntimeDefault', 'no seccomp profile'],
      [at(spec, 'automountServiceAccountToken') === false, 'it gets a token of the cluster'],
      [at(spec, 'enableServiceLinks') === false, 'services become environment variables'],
      [shared.length === 0, `it shares the machine's ${shared.join(', ')}`],
      [
        volumes.every((volume) => at(volume, 'hostPath') === undefined),
        'it mounts a path of the machine',
      ],
      [
        volumes.every((volume) => !isRecord(at(volume, 'emptyDir')) || hasLimit(volume)),
        'its scratch folder may fill the disk',
      ],
    ]),
    ...all.flatMap(containerFaults),
    ...(serves ? containers.flatMap((one) => [...probeFaults(one), ...stopFaults(spec, one)]) : []),
  ];
}

function hasLimit(volume: unknown): boolean {
  return at(volume, 'emptyDir', 'sizeLimit') !== undefined;
}
