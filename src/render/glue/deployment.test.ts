import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { Contribution } from '#features/contribution.js';
import { deployFiles } from './deploy.js';
import { deploymentOf } from './deployment.js';
import { exampleBlueprint } from './example-blueprint.js';

const MAIL: readonly Contribution[] = [
  {
    kind: 'env',
    key: 'SMTP_URL',
    example: '',
    doc: 'Where mail leaves.',
    deployed: { extension: 'mail-smtp', secret: true, compose: 'smtp://mail:1025' },
  },
  {
    kind: 'env',
    key: 'MAIL_FROM',
    example: 'shop@example.com',
    doc: 'Who writes.',
    deployed: { extension: 'mail-smtp', secret: false, compose: null },
  },
  { kind: 'env', key: 'ONLY_HERE', example: '1', doc: 'Of this machine.' },
  {
    kind: 'compose-service',
    name: 'mail',
    service: { image: 'mail:1', volumes: ['mail:/data'] },
    volumes: { mail: {} },
  },
  { kind: 'egress', extension: 'mail-smtp', ports: [587] },
];

const blueprint = exampleBlueprint({ pattern: 'microservices' });
const apps = blueprint.apps.map((app) =>
  app.name === 'orders' ? { ...app, extensions: ['mail-smtp'] } : app,
);
const deployment = deploymentOf(MAIL.map((contribution) => ({ from: 'feature:x', contribution })));
const files = new Map(
  deployFiles({ ...blueprint, apps }, deployment).map(({ path, content }) => [path, content]),
);
const textOf = (path: string): string => files.get(path) ?? '';

describe('what features add to deployed apps', () => {
  it('reaches the app that has the extension, in compose', () => {
    const { services, volumes } = parse(textOf('deploy/compose.yaml'));
    expect(services.orders.environment).toMatchObject({
      SMTP_URL: 'smtp://mail:1025',
      MAIL_FROM: '${MAIL_FROM:?add it to .env}',
    });
    expect(services.orders.environment).not.toHaveProperty('ONLY_HERE');
    expect(services.payments.environment).not.toHaveProperty('SMTP_URL');
    expect(services.mail.image).toBe('mail:1');
    expect(volumes).toHaveProperty('mail');
  });

  it('reaches it in Kubernetes: secrets by reference, settings by the overlay, ports in its policy', () => {
    const objects = (app: string) =>
      parseAllDocuments(textOf(`deploy/k8s/base/apps/${app}.yaml`)).map((one) => one.toJS());
    const orders = JSON.stringify(objects('orders'));
    expect(orders).toContain('"secretKeyRef":{"name":"orders","key":"SMTP_URL"}');
    expect(orders).toContain('"configMapKeyRef":{"name":"settings","key":"MAIL_FROM"}');
    expect(orders).toContain('"port":587');
    expect(JSON.stringify(objects('payments'))).not.toMatch(/SMTP_URL|MAIL_FROM|587/);
    const overlay = parse(textOf('deploy/k8s/overlays/prod/kustomization.yaml'));
    expect(overlay.configMapGenerator[0].literals).toContain('MAIL_FROM=shop@example.com');
    expect(JSON.stringify(overlay)).not.toContain('SMTP_URL');
  });

  it('reaches it in Terraform: secrets by name, settings by the environment, ports in its group', () => {
    const { apps: data } = JSON.parse(textOf('infra/terraform.tfvars.json'));
    expect(data.orders.secrets).toHaveProperty('SMTP_URL', 'SMTP_URL');
    expect(data.orders.settings).toEqual(['MAIL_FROM']);
    expect(data.payments.secrets).not.toHaveProperty('SMTP_URL');
    expect(data.payments.settings).toEqual([]);
    expect(textOf('infra/environments/prod.tfvars')).toContain('MAIL_FROM = "shop@example.com"');
    expect(textOf('infra/main.tf')).toContain('egress_ports      = [443, 587]');
    expect(textOf('infra/README.md')).toContain('<project>-<environment>/SMTP_URL');
  });

  it('waits nowhere for a secret that an app does without', () => {
    const contribution: Contribution = {
      kind: 'env',
      key: 'VENDOR_KEY',
      example: '',
      doc: 'Where the vendor wants one.',
      deployed: { extension: 'mail-smtp', secret: true, optional: true, compose: '' },
    };
    const written = deployFiles(
      { ...blueprint, apps },
      deploymentOf([{ from: 'feature:x', contribution }]),
    );
    const text = (path: string) => written.find((file) => file.path === path)?.content ?? '';
    const { orders, users } = JSON.parse(text('infra/terraform.tfvars.json')).apps;
    expect(Object.keys(orders.secrets)).not.toContain('VENDOR_KEY');
    expect(Object.keys(orders.optional_secrets)).toEqual([
      'OTEL_EXPORTER_OTLP_HEADERS',
      'VENDOR_KEY',
    ]);
    expect(Object.keys(users.optional_secrets)).not.toContain('VENDOR_KEY');
    expect(text('infra/README.md')).toMatch(/\/VENDOR_KEY` \| may be left out: /);
    const [deployed] = parseAllDocuments(text('deploy/k8s/base/apps/orders.yaml'))
      .map((one) => one.toJS())
      .filter(({ kind }) => kind === 'Deployment');
    expect(JSON.stringify(deployed)).toContain(
      '"secretKeyRef":{"name":"orders","key":"VENDOR_KEY","optional":true}',
    );
  });

  it('is named in what an operator reads about Kubernetes', () => {
    expect(textOf('deploy/k8s/README.md')).toMatch(/`orders` \| `SMTP_URL` \| .+ \|/);
  });

  it('gives every process but the gateway what no extension is named for', () => {
    const everywhere = deploymentOf([
      { from: 'feature:x', contribution: { kind: 'egress', extension: null, ports: [4318] } },
    ]);
    const reached = apps.filter((app) => everywhere.egressOf(app).length > 0);
    expect(reached.map(({ name }) => name)).toEqual(
      apps.map(({ name }) => name).filter((name) => name !== 'gateway'),
    );
  });
});
