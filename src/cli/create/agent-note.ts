import { shellLine } from '../flags/command-line.js';
import { invocation } from '../invocation.js';
import type { Shell } from '../shell.js';

/** What coding agents set for the programs they start. */
const AGENT_KEYS = [
  'AI_AGENT',
  'CLAUDECODE',
  'CURSOR_AGENT',
  'CURSOR_TRACE_ID',
  'GEMINI_CLI',
  'CODEX_SANDBOX',
  'AUGMENT_AGENT',
  'OPENCODE_CLIENT',
] as const;

/** For an agent that was given a terminal: one line with the command that asks nothing. */
export function agentNote(dir: string | undefined, { env }: Pick<Shell, 'env'>): string {
  if (!AGENT_KEYS.some((key) => env[key])) return '';
  const words = [...invocation(env), dir ?? 'shop', '--answers', 'answers.json', '--json'];
  return `For agents: ${shellLine(words)} (schema: create-backend schema answers)\n`;
}
