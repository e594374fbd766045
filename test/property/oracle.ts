// What may be combined, and what must come out, written down a second time. Imports nothing of ours on
// purpose: when it disagrees with the code, one of the two is wrong, and a person has to say which.

export const PATTERNS = [
  'modular-monolith',
  'serverless',
  'event-driven',
  'microservices',
] as const;
export type OraclePattern = (typeof PATTERNS)[number];

interface OracleFeature {
  readonly worksWith: readonly OraclePattern[];
  readonly comesWith: readonly OraclePattern[];
  readonly requires: readonly string[];
  readonly excludes: readonly string[];
}

const PROCESSES = ['modular-monolith', 'event-driven', 'microservices'] as const;

export const ORACLE_FEATURES: Readonly<Record<string, OracleFeature>> = {
  ai: feature(PROCESSES, []),
  'broker-kafka': feature(['event-driven', 'microservices'], ['event-driven']),
  'cache-redis': feature(PROCESSES, []),
  'ci-github': feature(PATTERNS, PATTERNS),
  docker: feature(PATTERNS, PATTERNS),
  dynamodb: feature(['serverless'], []),
  email: feature(PROCESSES, []),
  'feature-flags': feature(PROCESSES, []),
  jobs: feature(PROCESSES, []),
  'k8s-kustomize': feature(PROCESSES, PROCESSES, ['docker']),
  observability: feature(PROCESSES, PROCESSES, ['docker']),
  search: feature(PATTERNS, []),
  'storage-s3': feature(PROCESSES, []),
  tenancy: feature(PATTERNS, [], [], ['dynamodb']),
  'terraform-aws': feature(PATTERNS, PATTERNS),
};

function feature(
  worksWith: readonly OraclePattern[],
  comesWith: readonly OraclePattern[],
  requires: readonly string[] = [],
  excludes: readonly string[] = [],
): OracleFeature {
  return { worksWith, comesWith, requires, excludes };
}

export interface Words {
  readonly singular: string;
  readonly plural: string;
}

export interface OracleChoice {
  readonly pattern: OraclePattern;
  readonly modules: readonly Words[];
  readonly features: readonly string[];
  readonly without: readonly string[];
}

/** Reads, as `need from producer`, and messages that a ready-made module listens to, with their producer. */
export const READS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  orders: [['items', 'inventory']],
};
export const MESSAGES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  inventory: [
    ['inventory.reserve-stock.v1', 'inventory'],
    ['inventory.release-stock.v1', 'inventory'],
  ],
  documents: [
    ['documents.upload-expired.v1', 'documents'],
    ['documents.erase-file.v1', 'documents'],
  ],
  notifications: [
    ['auth.account-opened.v1', 'auth'],
    ['notifications.send-letter.v1', 'notifications'],
    // Only where there are orders.
    ['orders.order-confirmed.v1', 'orders'],
    ['orders.order-rejected.v1', 'orders'],
  ],
  orders: [
    ['inventory.stock-reserved.v1', 'inventory'],
    ['inventory.stock-refused.v1', 'inventory'],
    ['payments.charged.v1', 'payments'],
    ['payments.charge-refused.v1', 'payments'],
    ['orders.order-overdue.v1', 'orders'],
  ],
  payments: [
    ['payments.charge.v1', 'payments'],
    ['payments.cancel-charge.v1', 'payments'],
  ],
  search: [['inventory.item-changed.v1', 'inventory']],
  reports: [['auth.account-opened.v1', 'auth']],
  users: [['auth.account-opened.v1', 'auth']],
};

/** The messages that a module listens to in a repo with these modules. */
export function messagesTo(
  consumer: string,
  names: readonly string[],
): readonly (readonly [string, string])[] {
  return (MESSAGES[consumer] ?? []).filter(([, producer]) => names.includes(producer));
}

const READY_MADE: readonly Words[] = [
  { singular: 'auth', plural: 'auth' },
  { singular: 'user', plural: 'users' },
  { singular: 'inventory', plural: 'inventory' },
  { singular: 'order', plural: 'orders' },
  { singular: 'payment', plural: 'payments' },
];

/** Modules that come with a feature, and with nothing else. */
const BROUGHT: Readonly<Record<string, readonly Words[]>> = {
  ai: [{ singular: 'assistant', plural: 'assistant' }],
  email: [{ singular: 'notification', plural: 'notifications' }],
  'feature-flags': [{ singular: 'announcement', plural: 'announcements' }],
  jobs: [{ singular: 'report', plural: 'reports' }],
  search: [{ singular: 'search', plural: 'search' }],
  'storage-s3': [{ singular: 'document', plural: 'documents' }],
};

const broughtBy = (features: readonly string[]): readonly Words[] =>
  features.flatMap((id) => BROUGHT[id] ?? []);

/** Names that apps already have. */
const APP_NAMES: Readonly<Record<OraclePattern, readonly string[]>> = {
  'modular-monolith': [],
  serverless: ['sweep'],
  'event-driven': ['gateway'],
  microservices: ['gateway'],
};

/** Sorted ids of the features that the repo would have. */
export function expectedFeatures({ pattern, features, without }: OracleChoice): string[] {
  const byDefault = Object.keys(ORACLE_FEATURES).filter(
    (id) => ORACLE_FEATURES[id]?.comesWith.includes(pattern) && !without.includes(id),
  );
  return [...new Set([...byDefault, ...features])].sort();
}

/** Names of all modules: `auth` first, then what was asked for and what that needs, sorted. */
export function expectedModules(choice: OracleChoice): string[] {
  const all = [...choice.modules, ...broughtBy(expectedFeatures(choice))];
  const names = new Set(all.map(({ plural }) => plural));
  if (names.has('search')) names.add('inventory');
  if (names.has('orders')) for (const other of ['inventory', 'payments']) names.add(other);
  names.delete('auth');
  return ['auth', ...[...names].sort()];
}

/** Whether these choices make a repo. */
export function accepts(choice: OracleChoice): boolean {
  return featuresGoTogether(choice) && modulesGoTogether(choice);
}

function featuresGoTogether(choice: OracleChoice): boolean {
  const { pattern, features, without } = choice;
  if ([...features, ...without].some((id) => ORACLE_FEATURES[id] === undefined)) return false;
  if (features.some((id) => without.includes(id))) return false;
  const chosen = expectedFeatures(choice);
  return chosen.every((id) => {
    const one = ORACLE_FEATURES[id];
    if (one === undefined || !one.worksWith.includes(pattern)) return false;
    return (
      one.requires.every((other) => chosen.includes(other)) &&
      !one.excludes.some((other) => chosen.includes(other))
    );
  });
}

/** Every word belongs to one module, and no module is called like an app. */
function modulesGoTogether(choice: OracleChoice): boolean {
  const brought = broughtBy(expectedFeatures(choice));
  const isBrought = (name: string, by: readonly Words[]) => by.some((one) => one.plural === name);
  const own = choice.modules.filter(({ plural }) => !isBrought(plural, brought));
  if (own.some(({ plural }) => isBrought(plural, Object.values(BROUGHT).flat()))) return false;
  const asked = [...own, ...brought].filter(({ plural }) => plural !== 'auth');
  const added = READY_MADE.filter(
    ({ plural }) =>
      expectedModules(choice).includes(plural) && !asked.some((one) => one.plural === plural),
  );
  const words = [...asked, ...added].flatMap(({ singular, plural }) => [
    ...new Set([singular, plural]),
  ]);
  if (new Set(words).size !== words.length) return false;
  return !asked.some(({ plural }) => APP_NAMES[choice.pattern].includes(plural));
}
