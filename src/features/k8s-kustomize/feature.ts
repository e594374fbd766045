import type { Feature } from '#features/contribution.js';

const PATTERNS = ['modular-monolith', 'event-driven', 'microservices'] as const;

/** Kubernetes manifests: a kustomize base and an overlay per environment. */
export const feature = {
  id: 'k8s-kustomize',
  group: 'run',
  title: 'Kubernetes with kustomize',
  summary: 'Deployments, probes, limits and network policies per app; overlays per environment.',
  requires: ['docker'],
  conflicts: [],
  patterns: PATTERNS,
  defaultFor: PATTERNS,
  contributes: [],
} as const satisfies Feature;
