import type { Decision, Ranked } from '#decision/schema.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { percent } from '#report/words.js';
import type { PatternId } from '#shared/pattern-id.js';
import { decisionScreen } from '../decide/tell.js';
import { settle, type Choice as Chosen, type Settled } from '../create/settle.js';
import type { Shell } from '../shell.js';
import { askFeatures } from './ask-features.js';
import { gather, type Depth } from './gather.js';
import type { Choice, Prompts } from './prompts.js';

/** From the first question to the features: everything but the last confirmation. */
export async function askChoice(
  shell: Shell,
  prompts: Prompts,
  given: Chosen,
  depth: Depth | undefined,
): Promise<Chosen> {
  const gathered = await gather(shell, prompts, given.answers, depth);
  const decided = settle({ ...given, answers: gathered });
  shell.out(`\n${decisionScreen(decided, shell)}`);
  const answers = await askPattern(prompts, decided);
  const { pattern } = settle({ ...given, answers });
  const { added, without } = await askFeatures(prompts, pattern, CATALOGUE, {
    added: answers.features ?? [],
    without: answers.without ?? [],
  });
  const { features: _, without: __, ...rest } = answers;
  return {
    answers: {
      ...rest,
      ...(added.length === 0 ? {} : { features: [...added] }),
      ...(without.length === 0 ? {} : { without: [...without] }),
    },
  };
}

/** The recommendation, or another pattern with the reason for it. */
async function askPattern(prompts: Prompts, { answers, decision, pattern: given }: Settled) {
  const recommended = decision.recommended.pattern;
  const { pattern: _, overrideReason: before, ...followed } = answers;
  // One line, so that the decision above it stays in view.
  const title = `Follow the recommendation, ${recommended}?`;
  if (await prompts.confirm({ title, initial: given === recommended })) return followed;
  const pattern = await prompts.select({
    title: 'Which pattern do you want instead?',
    choices: decision.ranking
      .filter((ranked) => ranked.pattern !== recommended)
      .map((ranked) => patternChoice(ranked, decision)),
    initial: given,
  });
  const overrideReason = await prompts.input({
    title: `Why ${pattern}?`,
    why: 'Goes into the decision record, for those who come later.',
    ...(before === undefined ? {} : { initial: before }),
    check: (text) => text.trim() !== '' || 'One line is enough.',
  });
  return { ...followed, pattern, overrideReason: overrideReason.trim() };
}

/** A pattern, how often it came first, and what rules it out. */
function patternChoice({ pattern, acceptability }: Ranked, decision: Decision): Choice<PatternId> {
  const veto = decision.vetoes.find((one) => one.pattern === pattern && one.accepted === null);
  const share = percent(acceptability);
  return {
    value: pattern,
    name: `${pattern} (${veto === undefined ? `first in ${share} of draws` : 'ruled out'})`,
    short: pattern,
    ...(veto === undefined ? {} : { hint: `${veto.says} Unless: ${veto.unless}` }),
  };
}
