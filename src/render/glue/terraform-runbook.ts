import type { RootShape } from './terraform-shape.js';

/** Sections of `infra/README.md` about what is done again and again. */

/** Functions: versions behind an alias. */
function functionSteps(postgres: boolean): readonly string[] {
  const digests = postgres
    ? [
        'echo "<project>-migrate=$(aws ecr describe-images --repository-name <project>-migrate --image-ids imageTag=<version> --query "imageDetails[0].imageDigest" --output text)" > digests',
      ]
    : ['touch digests'];
  return [
    '## A release',
    '',
    'CI does it (docs/delivery.md); by hand, with what CI built and signed, or with packages of your own in `dist/packages`:',
    '',
    '```sh',
    'PACKAGES=<bucket> RELEASE=<version> infra/packages.sh pull --certificate-oidc-issuer <issuer> --certificate-identity <pipeline>',
    ...digests,
    'node infra/release-functions.ts <environment> <version> digests <output url>',
    '```',
    '',
    `It ${postgres ? 'runs the migrations with the new image, one after the other and to their end, then ' : ''}uploads the packages and makes a version of each function whose code or settings changed. It calls every new version by its number before anybody else does. Then the alias \`live\`, which is what the API, the queues and the schedule call, leads a tenth of the calls to the new versions for \`WATCH_SECONDS\` (180). When none of them failed a call and \`tools/smoke.sh\` is content, they get all calls; otherwise every alias leads to the version before alone. To go back later, release the packages of the release before; the schema stays, which is why migrations suit both releases.`,
    '',
    'At once, for one function: `aws lambda update-alias --function-name <project>-<environment>-<app> --name live --function-version <version before> --routing-config AdditionalVersionWeights={}`.',
    '',
    'Terraform makes functions and the alias and never decides which version runs: a setting that was changed in `infra` takes effect with the next release, or with the same one again.',
    '',
  ];
}

export function releaseSteps({ compute, postgres }: RootShape): readonly string[] {
  if (compute === 'eks') {
    return [
      '## A release',
      '',
      '`aws eks update-kubeconfig --name <project>-<environment>`, then as deploy/k8s/README.md says; its namespace is `<project>-<environment>`. Values of secrets are kept in Secrets Manager and written from there into the cluster:',
      '',
      '```sh',
      'aws secretsmanager get-secret-value --secret-id <project>-<environment>/SERVICE_SECRET --query SecretString --output text',
      '```',
      '',
    ];
  }
  if (compute === 'functions') return functionSteps(postgres);
  return [
    '## A release',
    '',
    'CI does it (docs/delivery.md); by hand, with the digests of the images in a file:',
    '',
    '```sh',
    'for image in <images>; do',
    '  echo "$image=$(aws ecr describe-images --repository-name "$image" --image-ids imageTag=<version> --query "imageDetails[0].imageDigest" --output text)"',
    'done > digests',
    'node infra/release.ts <environment> <version> digests https://<domain name>',
    '```',
    '',
    'It runs the migrations with the new image, one after the other and to their end, then gives every app the new image, waits, and looks (`tools/smoke.sh`). When something is not well, all apps run what they ran before. Going back later is the same command with the version before; the schema stays, which is why migrations suit both releases.',
    '',
    'Terraform makes task definitions and never decides which one runs: a setting that was changed in `infra` takes effect with the next release, or with the same one again.',
    '',
  ];
}

export function restoreSteps({ postgres, compute }: RootShape): readonly string[] {
  if (!postgres) {
    return [
      '## Restore',
      '',
      'Tables have point-in-time recovery: restore into a new table, then rename by `terraform import`.',
      '',
      '```sh',
      'aws dynamodb restore-table-to-point-in-time --source-table-name <table> --target-table-name <table>-restored --restore-date-time <time>',
      '```',
      '',
    ];
  }
  const secrets =
    compute === 'functions'
      ? 'the proxy’s target'
      : compute === 'eks'
        ? 'the host in the secrets of the cluster'
        : 'the host in `DATABASE_URL` and `MIGRATE_DATABASE_URL`, and release again';
  return [
    '## Backup and restore',
    '',
    'RDS keeps `backup_days` of backups, to the second; a protected database also leaves a snapshot when it is deleted. A restore is always a new instance beside the old one:',
    '',
    '```sh',
    'aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier <project>-<environment> \\',
    '  --target-db-instance-identifier <project>-<environment>-restored --restore-time 2026-01-31T12:00:00Z \\',
    '  --db-subnet-group-name <project>-<environment> --vpc-security-group-ids <group of the old one> --no-publicly-accessible',
    '```',
    '',
    `Compare it with the old one, then change ${secrets}. When it stays: \`terraform state rm module.database.aws_db_instance.this\`, \`terraform import module.database.aws_db_instance.this <project>-<environment>-restored\`. Try it in dev before you need it.`,
    '',
  ];
}

export function rotationSteps({ compute, postgres }: RootShape): readonly string[] {
  const restart = {
    ecs: 'start new tasks, which read it: `aws ecs update-service --cluster <project>-<environment> --service <app> --force-new-deployment`',
    eks: 'write it into the cluster and restart the deployments (deploy/k8s/README.md)',
    functions:
      'raise `restarts` in `environments/<environment>.tfvars`, apply and release: instances of the new version read the new value',
  }[compute];
  return [
    '## A new value for a secret',
    '',
    `\`aws secretsmanager put-secret-value --secret-id <secret> --secret-string <value>\`, then ${restart}. \`SERVICE_SECRET\` is shared: release every app in the same run.`,
    '',
    ...(postgres
      ? [
          'The password of the login `app`: create a second login with the same roles, write its URL, release, drop the first. The owner’s is rotated by RDS; read it from `database_owner_secret_arn` before a migration.',
          '',
        ]
      : []),
    'By itself: a function of yours with the four steps of Secrets Manager, named in `rotations`: `rotations = { SERVICE_SECRET = { function_arn = "arn:…", days = 90 } }`. It must release at the end, since apps read secrets at start.',
    '',
  ];
}

/** What to do about the alarms of the database; each leads here by its description. */
const DATABASE_ALARMS: readonly (readonly [alarm: string, steps: string])[] = [
  [
    'database-cpu',
    'Performance Insights shows which statements take the time. After a release, take it back first. One statement: `explain (analyze, buffers)` it, and add the index that it wants. All of them: a larger `database_instance_class`.',
  ],
  [
    'database-connections',
    'Who has them: `select usename, state, count(*) from pg_stat_activity group by 1, 2 order by 3 desc`. `idle in transaction` is a bug of an app. Otherwise there are more processes than planned: processes × `DATABASE_POOL_MAX` must fit, twice while a release goes out. Fewer at once (`max_count`), or a larger `database_instance_class`.',
  ],
  [
    'database-storage',
    'Storage grows by itself up to `max_storage_gb` of the module: raise that. Then look for what grew: `select relname, pg_size_pretty(pg_total_relation_size(oid)) from pg_class order by pg_total_relation_size(oid) desc limit 10`; and for a replication slot that nobody reads, which keeps the log: `select slot_name, active from pg_replication_slots`.',
  ],
  [
    'database-memory',
    'Each connection takes some, and each sort: look as for [connections](#database-connections), then at statements that sort much (Performance Insights). A larger `database_instance_class` helps at once.',
  ],
  [
    'database-replica-lag',
    'What reads from the replica shows old data; apps do not use it by themselves. A long statement on the replica holds it up (`pg_stat_activity` there), or more is written than it can follow: then it wants a class as large as that of the database.',
  ],
];

export function alarmSteps({ postgres }: RootShape): readonly string[] {
  return [
    '## Alarms',
    '',
    'They go to the topic `alarm_topic`; the addresses in `alarm_emails` get a mail to confirm. Add a pager as another subscription. The budget warns at 80 % of `monthly_budget_usd`, and when the forecast exceeds it.',
    '',
    ...(postgres
      ? DATABASE_ALARMS.flatMap(([alarm, steps]) => [`### ${alarm}`, '', steps, ''])
      : []),
  ];
}
