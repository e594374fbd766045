import { resolve } from 'node:path';
import { quietLog } from './scan-history.js';

/** Programs that commit say so in their name. */
const ROBOT = /\[bot\]|\bbot\b|renovate|dependabot/i;

/** Who committed to a folder in the last three months; nobody where there is no repository, no git or no commit. */
export function recentCommitters(folder: string): readonly string[] {
  const log = quietLog(resolve(folder), ['--since=3.months', '--format=%aN <%aE>', '--', '.']);
  const lines = (log ?? '').split('\n').filter((line) => line !== '' && !ROBOT.test(line));
  const byAddress = new Map(
    lines.map((line) => [line.slice(line.indexOf('<')).toLowerCase(), line]),
  );
  return [...byAddress.values()].sort();
}
