import type { Answers } from '#answers/schema.js';
import { CATALOGUE } from '#patterns/catalogue.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { settle, type Choice, type Settled } from '../create/settle.js';
import type { Shell } from '../shell.js';
import { askFeatures } from './ask-features.js';
import { gather, type Depth } from './gather.js';
import type { Prompts } from './prompts.js';

/** From the first question to the features: everything but the last confirmation. */
export async function askChoice(
  shell: Shell,
  prompts: Prompts,
  given: Choice,
  depth: Depth | undefined,
): Promise<Choice> {
  const gathered = await gather(shell, prompts, given.answers, depth);
  const decided = settle({ ...given, answers: gathered });
  shell.out(`\n${decided.verdict.text(shell)}\n`);
  const answers = await askPattern(prompts, decided);
  const { pattern } = settle({ ...given, answers });
  const { added, without } = await askFeatures(prompts, pattern, CATALOGUE, {
    added: answers.features ?? [],
    without: given.without,
  });
  const { features: _, ...rest } = answers;
  return { answers: added.length === 0 ? rest : { ...rest, features: [...added] }, without };
}

/** The recommendation, or another pattern with the reason for it. */
async function askPattern(prompts: Prompts, decided: Settled): Promise<Answers> {
  const { verdict, pattern: initial } = decided;
  const others = PATTERN_IDS.filter((id) => id !== verdict.recommended);
  const { pattern: _, overrideReason: before, ...followed } = decided.answers;
  const pattern = await prompts.select({
    title: 'Which pattern do you want?',
    choices: [
      { value: verdict.recommended, name: `${verdict.recommended} (recommended)` },
      ...others.map((id) => ({ value: id, name: id, ...verdict.hintOn(id) })),
    ],
    initial,
  });
  if (pattern === verdict.recommended) return followed;
  const overrideReason = await prompts.input({
    title: `Why ${pattern}?`,
    why: 'Goes into the decision record, for those who come later.',
    ...(before === undefined ? {} : { initial: before }),
    check: (text) => text.trim() !== '' || 'One line is enough.',
  });
  return { ...followed, pattern, overrideReason: overrideReason.trim() };
}
