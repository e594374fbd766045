import { UserError } from '#shared/user-error.js';

/** Lines of Node.js with the first release of each that will do; those after the last line all will. */
type Lines = readonly { readonly major: number; readonly minor: number }[];

/** What we declare in `engines`. */
const OURS: Lines = [
  { major: 20, minor: 19 },
  { major: 22, minor: 13 },
];

/** What generated repos declare in `engines`. */
const GENERATED: Lines = [{ major: 22, minor: 22 }];

/** The Node that stands in where the machine's own is older. */
const STAND_IN = 'node@24';

/** A command for a generated repo, and the same as a line for the user to type. */
export interface RepoCommand {
  readonly argv: readonly [string, ...string[]];
  readonly line: string;
}

function isAmong(lines: Lines, nodeVersion: string): boolean {
  const [major, minor] = (/^v?(\d+)\.(\d+)\./.exec(nodeVersion) ?? []).slice(1).map(Number);
  if (major === undefined || minor === undefined) return false;
  const line = lines.find((one) => one.major === major);
  return line === undefined ? major > (lines.at(-1)?.major ?? 0) : minor >= line.minor;
}

/** True when generated repos run on this Node as it is. */
export function runsGeneratedRepos(nodeVersion: string): boolean {
  return isAmong(GENERATED, nodeVersion);
}

/** On an older Node we fail somewhere, with what reads like a fault of ours: throws `NODE_TOO_OLD`. */
export function refuseOldNode(nodeVersion: string): void {
  if (isAmong(OURS, nodeVersion)) return;
  const wanted = OURS.map(({ major, minor }) => `${major}.${minor}`).join(' or ');
  throw new UserError({
    code: 'NODE_TOO_OLD',
    message: `This needs Node.js ${wanted} or later; here is ${nodeVersion}`,
    hint: `Install a current Node.js, or put npx -y -p ${STAND_IN} in front of the command`,
  });
}

/** Runs a repo's command as it is, or on a newer Node from its npm package where this one is too old. */
export function repoCommand(
  command: readonly [string, ...string[]],
  nodeVersion: string,
): RepoCommand {
  const argv = runsGeneratedRepos(nodeVersion)
    ? command
    : (['npx', '-y', '-p', STAND_IN, ...command] as const);
  return { argv, line: argv.map(quoted).join(' ') };
}

/** What npm tells the scripts it starts; a repo's own npm must not take it for its settings. */
const OUTER_NPM =
  /^(npm_(lifecycle|package|command|execpath|node_execpath)|npm_config_(package|call|yes|workspaces?|dry_run|json|global|prefix|local_prefix|global_prefix|omit|include|production|user_agent)$|init_cwd$|node_env$)/i;

/** The environment for a repo's commands: ours, without what this run of npm or NODE_ENV would change in it. */
export function repoEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !OUTER_NPM.test(name))),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
