export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

type Command = readonly [string, ...string[]];

/** Exactly what the lockfile says, where the manager can read the one that ships. */
const INSTALL = {
  npm: ['npm', 'ci'],
  pnpm: ['pnpm', 'install'],
  yarn: ['yarn', 'install'],
  bun: ['bun', 'install'],
} as const satisfies Record<PackageManager, Command>;

/** Scripts for which npm has a word of its own. */
const NPM_WORDS: readonly string[] = ['start', 'test'];

/** How a manager installs a repo's dependencies. */
export function installCommand(manager: PackageManager): Command {
  return INSTALL[manager];
}

/** How a manager runs a script of package.json. */
export function scriptCommand(manager: PackageManager, script: string): Command {
  if (manager === 'npm' && NPM_WORDS.includes(script)) return ['npm', script];
  return [manager, 'run', script];
}

/** The manager that started us, by what it puts into the environment; undefined when that is none that we know. */
export function callingManager(
  env: Readonly<Record<string, string | undefined>>,
): PackageManager | undefined {
  const name = env['npm_config_user_agent']?.split('/', 1)[0];
  return PACKAGE_MANAGERS.find((manager) => manager === name);
}
