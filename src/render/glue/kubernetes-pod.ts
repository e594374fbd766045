/** What every pod has in common: no token, no root, nothing writable but a scratch folder. */
export const podSecurity = {
  automountServiceAccountToken: false,
  // Else every Service of the namespace becomes environment variables of every pod.
  enableServiceLinks: false,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 1000,
    runAsGroup: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  },
} as const;

/** A locked container; images get their registry and tag from the overlay. */
export function container(name: string, image: string) {
  return {
    name,
    image,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [{ name: 'scratch', mountPath: '/tmp' }],
  };
}

/** Containers together with the scratch folder they mount. */
export function withScratch<Container>(containers: readonly Container[]) {
  return { containers, volumes: [{ name: 'scratch', emptyDir: { sizeLimit: '64Mi' } }] };
}

/** Objects live in three of these while they are young; without a limit each takes 64. */
const SEMI_SPACE_MIB = 16;
const MEMORY_MIB = 256;

/** The same memory asked for as allowed: a node that is full evicts nobody for what was promised. */
export function resources(cpu: string) {
  const memory = `${MEMORY_MIB}Mi`;
  return { requests: { cpu, memory }, limits: { memory } };
}

/** A quarter of the memory limit stays free for buffers, stacks and code. */
export const heapLimit = {
  name: 'NODE_OPTIONS',
  value: `--max-old-space-size=${(MEMORY_MIB * 3) / 4 - 3 * SEMI_SPACE_MIB} --max-semi-space-size=${SEMI_SPACE_MIB}`,
} as const;

export function probe(path: string, periodSeconds: number, failureThreshold: number) {
  return {
    httpGet: { path, port: 'http' },
    periodSeconds,
    timeoutSeconds: 2,
    failureThreshold,
  };
}

/** A setting that differs between environments, from the overlay's ConfigMap. */
export function setting(name: string) {
  return { name, valueFrom: { configMapKeyRef: { name: 'settings', key: name } } };
}

/** A value that only the cluster knows, from a Secret made by an operator. */
export function secret(from: string, key: string, name = key, optional = false) {
  const secretKeyRef = { name: from, key, ...(optional ? { optional } : {}) };
  return { name, valueFrom: { secretKeyRef } };
}
