/** What every pod has in common: no token, no root, nothing writable but a scratch folder. */
export const podSecurity = {
  automountServiceAccountToken: false,
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
