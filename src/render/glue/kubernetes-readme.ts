import type { Blueprint } from '#architecture/schema.js';
import { appSecrets, hostsAuth, TRACE_HEADERS } from './app-environment.js';
import { databases, METRICS_PORT, processApps, type Database, usesKafka } from './deployables.js';
import type { Deployment } from './deployment.js';

/** What a migration reads: the URL of the owner, and the one whose user gets access. */
export const MIGRATION_SECRETS = ['MIGRATE_DATABASE_URL', 'DATABASE_URL'] as const;

/** Key in the Secret `migrate`, which holds both for every database. */
export function migrationKey(name: string, database: Database): string {
  return `${name}_${database.name.toUpperCase()}`;
}

function meanings(blueprint: Blueprint): Readonly<Record<string, string>> {
  const url = 'postgres://app:<password>@<host>:5432';
  return {
    DATABASE_URL: `\`${url}/<database>?sslmode=verify-full\``,
    BROKER_URL: usesKafka(blueprint)
      ? '`kafka://<user>:<password>@<host>:9096`'
      : `\`${url}/broker?sslmode=verify-full\``,
    AUTH_PRIVATE_JWK: 'a private ES256 key as JSON Web Key, with a `kid`',
    SERVICE_SECRET: '64 random hexadecimal digits, the same for every app',
    ADMIN_SETUP_TOKEN:
      'may be left out; 64 random hexadecimal digits: whoever signs up with them administers',
    [TRACE_HEADERS]:
      'may be left out; what is sent with traces, such as `api-key=<key>` of a vendor',
    MIGRATE_DATABASE_URL: 'the same database, as the owner of its tables',
  };
}

function rows(blueprint: Blueprint, deployment: Deployment): readonly string[] {
  const meaning = meanings(blueprint);
  const row = (name: string, key: string, value: string) =>
    `| \`${name}\` | \`${key}\` | ${value} |`;
  const apps = processApps(blueprint).flatMap((app) => {
    const setup = hostsAuth(app) ? ['ADMIN_SETUP_TOKEN'] : [];
    const own = [...appSecrets(blueprint, app), ...setup, TRACE_HEADERS];
    const added = deployment.settingsOf(app).filter(({ secret }) => secret);
    return [
      ...own.map((key) => row(app.name, key, meaning[key] ?? '')),
      ...added.map(({ key, doc }) => row(app.name, key, doc)),
    ];
  });
  const migrations = databases(blueprint).flatMap((database) =>
    MIGRATION_SECRETS.map((name) =>
      row('migrate', migrationKey(name, database), meaning[name] ?? ''),
    ),
  );
  return [...apps, ...migrations];
}

/** `deploy/k8s/README.md`: what an operator does once, and at every release. */
export function kubernetesReadme(blueprint: Blueprint, deployment: Deployment): string {
  const { project } = blueprint;
  const first = processApps(blueprint)[0]?.name ?? project;
  const eks = blueprint.features.includes('terraform-aws-eks');
  return `# ${project} on Kubernetes

\`base\` is one file an app, \`overlays\` are the environments. \`kubectl kustomize deploy/k8s/overlays/prod\` shows what is applied; it needs no cluster. Wanted: Kubernetes 1.30 or later, the metrics server, and a network plugin that enforces policies.

## Once

1. Put your registry and host names into \`overlays/*/kustomization.yaml\`.
2. Make the namespace, as an administrator: \`kubectl kustomize deploy/k8s/overlays/prod | kubectl apply --selector deploy-step=once --filename -\`. A release needs the role \`edit\` in it and nothing else.
3. Let the ingress controller and Prometheus in, by the namespaces they run in: \`kubectl label namespace <ingress> network-role=entrance\`, \`kubectl label namespace <prometheus> network-role=monitoring\`. Nothing else reaches a pod from outside; metrics are on port ${METRICS_PORT}, away from the public one. Traces go to a collector there: name it in \`OTEL_EXPORTER_OTLP_ENDPOINT\`, or leave that empty. Whoever changes \`overlays/*/replicas.yaml\` changes \`REPLICAS_MAX\` beside it: an app whose replicas do not fit into the database does not start.
4. Create the secrets below (production connects by verified TLS only, so database URLs end with \`?sslmode=verify-full\`), and the certificate \`entrance-tls\` (\`kubectl create secret tls\`, or let cert-manager write it).

| secret | key | value |
|---|---|---|
${rows(blueprint, deployment).join('\n')}

\`\`\`sh
kubectl create secret generic ${first} --namespace ${project}-prod --from-env-file=${first}.env
\`\`\`

${eks ? 'Terraform keeps the same values in Secrets Manager (infra/README.md). ' : ''}Manifests name secrets and never hold them. Where a store of secrets exists, let its operator (External Secrets, Secrets Store CSI) write the same names: nothing here changes.

## A release

\`\`\`sh
deploy/k8s/deploy.sh prod 1.4.2
\`\`\`

In this order: settings, policies and the job \`migrate-1.4.2\`; when it has ended well, the apps, each pod replaced only after a new one is ready; when one does not become ready, all are taken back and the script fails. Migrations therefore run against the old release for a while: they must suit both.

The release replaces the word \`unreleased\` in the overlay: tag of the images, name of the job, \`RELEASE\` in logs. A third argument, a file with lines \`<image>=sha256:…\`, pins the images by digest.

## Back to the release before

\`deploy/k8s/deploy.sh prod 1.4.1\` (or \`kubectl rollout undo deployment/${first} --namespace ${project}-prod\` at once). The schema stays as it is; that is why migrations suit both.

## A new value for a secret

\`\`\`sh
kubectl create secret generic ${first} --namespace ${project}-prod --from-env-file=${first}.env --dry-run=client --output yaml | kubectl apply --filename -
kubectl rollout restart deployment/${first} --namespace ${project}-prod
kubectl rollout status deployment/${first} --namespace ${project}-prod
\`\`\`
`;
}
