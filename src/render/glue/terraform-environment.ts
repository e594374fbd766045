import { aligned } from './hcl.js';
import { hasNetwork, type RootShape } from './terraform-shape.js';

/** Classes of databases, and how many connections they accept at least: memory in bytes / 9531392, of what RDS leaves. */
const CLASSES = [
  ['db.t4g.micro', 75],
  ['db.t4g.small', 160],
  ['db.t4g.medium', 350],
  ['db.t4g.large', 750],
] as const;

/** The smallest, from this one on, whose connections the tasks of an app fit into while a release doubles them. */
function databaseClass(from: (typeof CLASSES)[number][0], connections: number) {
  const candidates = CLASSES.slice(CLASSES.findIndex(([name]) => name === from));
  return candidates.find(([, accepted]) => accepted >= connections) ?? CLASSES[3];
}

/** `infra/environments/<name>.tfvars`: what differs between environments and is no secret. */
export function environmentFile(name: 'dev' | 'prod', shape: RootShape): string {
  const prod = name === 'prod';
  const { postgres, compute } = shape;
  const most = prod ? 10 : 3;
  const [instance, accepted] = databaseClass(
    prod ? 'db.t4g.medium' : 'db.t4g.micro',
    shape.pool * most * 2,
  );
  const values = [
    ['environment', `"${name}"`],
    ['region', '"eu-central-1"'],
    ['protected', String(prod)],
    ['monthly_budget_usd', prod ? '500' : '150'],
    ...(hasNetwork(shape)
      ? ([
          ['zones', prod ? '3' : '2'],
          ['nat', prod ? '"zone"' : '"one"'],
        ] as const)
      : []),
    ...(postgres
      ? ([
          ['database_instance_class', `"${instance}"`],
          ['database_connections_alarm', String(Math.floor((accepted * 3) / 4))],
          ['backup_days', prod ? '14' : '1'],
        ] as const)
      : []),
    ...(compute === 'functions'
      ? []
      : ([
          ['min_count', prod || compute === 'eks' ? '2' : '1'],
          ['max_count', String(most)],
        ] as const)),
  ] as const;
  const open = [
    ['alarm_emails', '["ops@example.com"]'],
    ...(compute === 'ecs'
      ? [
          ['image_registry', '"123456789012.dkr.ecr.eu-central-1.amazonaws.com"'],
          ['domain_name', '"shop.example.com"'],
          ['certificate_arn', '"arn:aws:acm:eu-central-1:123456789012:certificate/…"'],
        ]
      : []),
    ...(compute === 'functions' && postgres
      ? [['image_registry', '"123456789012.dkr.ecr.eu-central-1.amazonaws.com"']]
      : []),
    ...(compute === 'eks' ? [['administrator_arns', '["arn:aws:iam::123456789012:role/…"]']] : []),
    ...(shape.objects ? [['objects_bucket', '"example-shop-objects"']] : []),
    ...(shape.mail ? [['mail_domain', '"shop.example.com"']] : []),
  ] as const;
  const given = compute === 'eks' ? [] : Object.entries(shape.settings);
  const settings =
    given.length === 0
      ? ''
      : `\nsettings = {\n${aligned(
          given.map(([key, example]) => [key, JSON.stringify(example)] as const),
          '  ',
        )}}\n`;
  const asked = open.map(([key, example]) => `# ${key} = ${example}\n`).join('');
  return `${aligned(values, '')}${settings}\n# Yours to fill in:\n${asked}`;
}
