/** Pictures of a repository as Mermaid: C4 levels 1 to 3, and the modules. */
export interface Blueprint {
  readonly project: string;
  readonly pattern: string;
  readonly modules: readonly { readonly name: string; readonly engine: string }[];
  readonly apps: readonly App[];
  readonly links: readonly Link[];
  readonly features: readonly string[];
}

interface App {
  readonly name: string;
  readonly kind: string;
  readonly modules: readonly string[];
  readonly libraries: readonly string[];
  readonly trigger: string | null;
}

interface Link {
  readonly kind: string;
  readonly consumer: string;
  readonly producer: string;
  readonly name: string;
}

const STYLES = [
  'classDef person fill:#08427b,stroke:#052e56,color:#fff',
  'classDef ours fill:#1168bd,stroke:#0b4884,color:#fff',
  'classDef part fill:#dbe9f6,stroke:#1168bd,color:#0b2540',
  'classDef store fill:#f4f1e8,stroke:#8a7a4a,color:#3a331f',
  'classDef outside fill:#8a8a8a,stroke:#5f5f5f,color:#fff',
];

/** Systems that a feature brings along: outside of ours on levels 1 and 2. */
const NEIGHBOURS: Readonly<Record<string, readonly [title: string, use: string]>> = {
  'cache-redis': ['Redis', 'cached reads'],
  'storage-s3': ['Object storage', 'files'],
  email: ['Mail relay', 'mail'],
  ai: ['Model API', 'inference'],
};

const id = (kind: string, name: string) => `${kind}_${name.replaceAll('-', '_')}`;
const label = (title: string, text: string) =>
  `<b>${title}</b>${text === '' ? '' : `<br/>${text}`}`;
const box = (key: string, title: string, text: string, style = 'ours') =>
  `${key}["${label(title, text)}"]:::${style}`;
const person = (key: string, title: string, text: string) =>
  `${key}(["${label(title, text)}"]):::person`;
const cylinder = (key: string, title: string, text: string) =>
  `${key}[("${label(title, text)}")]:::store`;
const arrow = (from: string, to: string, text: string) => `${from} -->|"${text}"| ${to}`;
const group = (key: string, title: string, lines: readonly string[]) => [
  `subgraph ${key}["${title}"]`,
  ...lines.map((line) => `  ${line}`),
  'end',
  `style ${key} fill:#fff,stroke:#9ab,color:#345`,
];
/** Long lists in several lines, so that boxes stay narrow. */
const folded = (names: readonly string[]) =>
  names.map((name, at) => (at > 0 && at % 3 === 0 ? `<br/>${name}` : name)).join(', ');

function diagram(lines: readonly string[]): string {
  const body = [...lines, ...STYLES].map((line) => `  ${line}`).join('\n');
  const spacing = '%%{init: {"flowchart": {"nodeSpacing": 24, "rankSpacing": 40}}}%%';
  return `\`\`\`mermaid\n${spacing}\nflowchart LR\n${body}\n\`\`\``;
}

const isApart = ({ pattern }: Blueprint) => ['microservices', 'event-driven'].includes(pattern);

function neighbours({ features }: Blueprint, from: string): string[] {
  return features.flatMap((feature) => {
    const [title, use] = NEIGHBOURS[feature] ?? [];
    if (title === undefined || use === undefined) return [];
    return [box(id('with', feature), title, '', 'outside'), arrow(from, id('with', feature), use)];
  });
}

/** Level 1: who uses the system, and what it uses. */
export function context(blueprint: Blueprint): string {
  const { project, pattern, modules } = blueprint;
  return diagram([
    person('clients', 'Clients', 'browsers, apps, other systems'),
    person('operators', 'Operators', ''),
    box('system', project, `${pattern}<br/>${folded(modules.map(({ name }) => name))}`),
    arrow('clients', 'system', 'HTTPS, JSON'),
    arrow('operators', 'system', 'deploy, watch, replay'),
    ...neighbours(blueprint, 'system'),
  ]);
}

/** What is deployed as one: an app, or the functions of one module together. */
interface Container {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly modules: readonly string[];
  readonly open: boolean;
}

function containers({ apps, links }: Blueprint): readonly Container[] {
  const groups = new Map<string, App[]>();
  for (const app of apps) {
    const title = app.kind === 'function' ? app.modules.join(', ') : app.name;
    groups.set(title, [...(groups.get(title) ?? []), app]);
  }
  return [...groups].map(([title, members]) => {
    const { kind = '', name = title, modules = [], libraries = [] } = members[0] ?? {};
    const triggers = members.flatMap(({ trigger }) => trigger ?? []);
    const called = links
      .filter((link) => link.kind === 'call' && modules.includes(link.consumer))
      .map(({ producer }) => producer)
      .filter((producer) => ![...modules, ...libraries].includes(producer));
    const what = triggers.length > 0 ? ['functions', triggers.join(', ')] : [kind, folded(modules)];
    return {
      key: id('app', name),
      title: members.length === 1 ? name : title,
      text: [
        what.filter((part) => part !== '' && part !== name).join(': '),
        ...(called.length > 0 ? [`calls ${called.join(', ')}`] : []),
      ].join('<br/>'),
      modules,
      open: kind === 'gateway' || apps.length === 1 || triggers.includes('http'),
    };
  });
}

/** Every database, and the containers that use it. */
function databases(blueprint: Blueprint): readonly (readonly [line: string, from: string])[] {
  const engines = new Map(blueprint.modules.map(({ name, engine }) => [name, engine]));
  return containers(blueprint).flatMap(({ key, title, modules }) => {
    const onPostgres = modules.filter((name) => engines.get(name) !== 'dynamodb');
    const tables = modules.filter((name) => engines.get(name) === 'dynamodb');
    const database = isApart(blueprint) ? title : blueprint.project;
    const text = isApart(blueprint) ? 'PostgreSQL' : 'PostgreSQL<br/>a schema and a role a module';
    return [
      ...(onPostgres.length > 0
        ? [
            [
              cylinder(id('db', database), database, text),
              `${key} --> ${id('db', database)}`,
            ] as const,
          ]
        : []),
      ...(tables.length > 0
        ? [[cylinder('tables', 'DynamoDB', 'a table a module'), `${key} --> tables`] as const]
        : []),
    ];
  });
}

/** How messages leave an app; within one process they need nothing. */
function broker({ pattern, features }: Blueprint): string | null {
  if (pattern === 'modular-monolith') return null;
  if (pattern === 'serverless') return cylinder('broker', 'SNS and SQS', 'messages');
  if (features.includes('broker-kafka')) return cylinder('broker', 'Kafka', 'messages');
  return cylinder('broker', 'Message log', 'PostgreSQL');
}

/** Level 2: what runs, and where data is kept. */
export function container(blueprint: Blueprint): string {
  const all = containers(blueprint);
  const gateway = all.find(({ modules }) => modules.length === 0);
  const stateful = all.filter((one) => one !== gateway);
  const log = broker(blueprint);
  const draw = ({ key, title, text }: Container) => box(key, title, text);
  const stores = databases(blueprint);
  return diagram([
    person('clients', 'Clients', ''),
    ...(gateway ? [draw(gateway)] : []),
    ...group('apps', blueprint.project, [
      ...stateful.map(draw),
      ...new Set(stores.map(([line]) => line)),
      ...stores.map(([, line]) => line),
    ]),
    ...(log === null ? [] : [log, 'apps <-->|"messages"| broker']),
    ...all.filter(({ open }) => open).map(({ key }) => `clients --> ${key}`),
    ...(gateway ? stateful.map(({ key }) => `${gateway.key} --> ${key}`) : []),
    ...neighbours(blueprint, 'apps'),
  ]);
}

/** Level 3: inside the app with most modules; the others are built alike. */
export function component(blueprint: Blueprint): string {
  const largest = containers(blueprint).toSorted((a, b) => b.modules.length - a.modules.length)[0];
  const modules = (largest?.modules ?? []).map((name) => box(id('module', name), name, '', 'part'));
  return diagram([
    person('clients', 'Clients', ''),
    box('http', 'HTTP host', 'validation, policies,<br/>idempotency', 'part'),
    ...group('modules', 'routes → use cases → store', ['direction LR', ...modules]),
    cylinder('schemas', 'A schema a module', 'tables, outbox, inbox'),
    box('relay', 'Relay', 'outbox to subscribers,<br/>at least once', 'part'),
    'clients --> http --> modules --> schemas',
    'schemas -.-> relay -.-> modules',
  ]);
}

const short = (message: string) => message.replace(/^.*\.(.+)\.v\d+$/, '$1');

/** The modules and what they want from each other. */
export function moduleMap({ modules, links }: Blueprint): string {
  const messages = links.filter(({ kind }) => kind === 'message');
  const takes = (name: string) =>
    messages.filter(({ consumer, producer }) => consumer === name && producer === name);
  const pairs = new Map<string, string[]>();
  for (const { consumer, producer, name } of messages) {
    if (consumer === producer) continue;
    const pair = `${id('module', producer)} -.->|"LABEL"| ${id('module', consumer)}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), short(name)]);
  }
  const linked = new Set(links.flatMap(({ consumer, producer }) => [consumer, producer]));
  const alone = modules.map(({ name }) => name).filter((name) => !linked.has(name));
  return diagram([
    ...(alone.length > 0 ? [box('alone', 'on their own', folded(alone), 'part')] : []),
    ...modules
      .filter(({ name }) => linked.has(name))
      .map(({ name }) => {
        const commands = takes(name).map((link) => short(link.name));
        const text = commands.length > 0 ? `on command:<br/>${commands.join('<br/>')}` : '';
        return box(id('module', name), name, text, 'part');
      }),
    ...links
      .filter(({ kind }) => kind !== 'message')
      .map(({ kind, consumer, producer, name }) =>
        arrow(
          id('module', consumer),
          id('module', producer),
          kind === 'call' ? `reads ${name}` : `keeps a copy of ${name}`,
        ),
      ),
    ...[...pairs].map(([pair, names]) => pair.replace('LABEL', names.join('<br/>'))),
  ]);
}
