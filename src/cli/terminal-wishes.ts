type Env = Readonly<Record<string, string | undefined>>;

/** https://no-color.org and its opposite, before what the terminal says about itself. */
export function wantsColor(env: Env, terminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return terminal && env['TERM'] !== 'dumb';
}

/**
 * Whether to write lines only: for screen readers, logs and simple terminals. `ACCESSIBLE=0` keeps the full
 * wizard where another variable would take it away.
 */
export function wantsPlain(env: Env, argv: readonly string[]): boolean {
  if (argv.includes('--plain')) return true;
  const accessible = env['ACCESSIBLE'];
  if (accessible) return !isOff(accessible);
  return Boolean(env['NO_COLOR']) || env['TERM'] === 'dumb' || isOn(env['CI']);
}

/** By the locale; Windows has none, but its terminals of today show it. */
export function wantsUnicode(env: Env, platform: string): boolean {
  if (env['TERM'] === 'linux' || env['TERM'] === 'dumb') return false;
  if (platform === 'win32') return Boolean(env['WT_SESSION'] || env['TERM_PROGRAM']);
  return /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');
}

function isOff(value: string): boolean {
  return ['0', 'false', 'no', 'off'].includes(value.toLowerCase());
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !isOff(value);
}
