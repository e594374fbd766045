import type { Feature } from '#features/contribution.js';

/** Kubernetes instead of ECS: the cluster comes from Terraform, what runs on it from deploy/k8s. */
export const feature = {
  id: 'terraform-aws-eks',
  group: 'run',
  title: 'EKS instead of ECS',
  summary: 'Terraform makes a Kubernetes cluster, and the manifests release to it.',
  requires: ['k8s-kustomize', 'terraform-aws'],
  conflicts: [],
  patterns: ['event-driven', 'microservices', 'modular-monolith'],
  defaultFor: [],
  contributes: [],
} as const satisfies Feature;
