/** Words that TypeScript or JavaScript keep, or that break objects when used as a key. */
export const LANGUAGE_WORDS: ReadonlySet<string> = new Set(
  `abstract any arguments as asserts async await bigint boolean break case catch class const
  constructor continue debugger declare default delete do else enum eval export extends false
  finally for from function get global if implements import in infer instanceof interface intrinsic
  is keyof let namespace never new null number object of package private protected prototype public
  readonly require return satisfies set static string super switch symbol this throw true try type
  typeof undefined unique unknown using var void while with yield hasownproperty tostring valueof
  proto array boolean date error function json map math nan infinity process buffer promise proxy
  reflect regexp url console exports`.split(/\s+/),
);

/** Words that SQL keeps, and schemas that PostgreSQL owns: a module's plural is a schema and a role. */
export const SQL_WORDS: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
  boolean both by case cast char character check coalesce collate collation column columns
  concurrently constraint create cross current current_catalog current_date current_role
  current_schema current_time current_timestamp current_user cursor database date dec
  decimal default deferrable delete desc distinct do drop else end except exists extract false fetch
  float for foreign freeze from full function grant greatest group having ilike in
  index information_schema initially inner inout insert int integer intersect interval into
  is isnull join lateral leading least left like limit localtime localtimestamp merge national
  natural nchar none not notnull null nullif numeric offset on only or order out outer over overlaps
  overlay partition permission postgres precision primary
  public real references returning right role row rows schema schemas
  select sequence session_user setof similar smallint some sql substring symmetric system
  table tablesample then time timestamp to trailing treat trigger
  trim true truncate union unique update user using values varchar variadic verbose view
  when where window with`.split(/\s+/),
);

/**
 * Names of our own folders, routes, apps, containers and tables in a generated repo. Identifiers of the
 * code that a module is written from are compared when it is written, so they need no list here.
 */
export const OUR_WORDS: ReadonlySet<string> = new Set(
  `app application base broker deploy docs dynamodb function gateway health healthz inbox index infra
  internal kafka livez main metric migrate migration module node node-module openapi outbox platform
  postgres readyz relay rpc sample sample-item specimen src sweep test tool well-known`.split(
    /\s+/,
  ),
);

/** Names that operating systems, npm or JavaScript objects treat specially. */
const SYSTEM_WORDS: ReadonlySet<string> = new Set(
  `con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5
  lpt6 lpt7 lpt8 lpt9 node-modules node_modules favicon constructor prototype proto __proto__
  localhost`.split(/\s+/),
);

/** Node's own modules: npm refuses packages of these names. */
const NODE_MODULES: ReadonlySet<string> = new Set(
  `assert async-hooks buffer child-process cluster console constants crypto dgram dns domain events
  fs http http2 https inspector module net os path perf-hooks process punycode querystring readline
  repl stream sqlite sys test timers tls trace-events tty url util v8 vm wasi worker-threads
  zlib`.split(/\s+/),
);

/** True when no file, folder or object key should have this name on any system. */
export function isSystemWord(name: string): boolean {
  return SYSTEM_WORDS.has(name);
}

/** True when npm would refuse or shadow a package of this name. */
export function isReservedPackage(name: string): boolean {
  return isSystemWord(name) || NODE_MODULES.has(name);
}
