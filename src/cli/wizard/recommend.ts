import type { Decision, Ranked } from '#decision/schema.js';
import { cautionsOf } from '#report/decision-text.js';
import { flipText, steadyInputs, togetherText } from '#report/flip-text.js';
import { dollars, grouped, PATTERN_TITLE, percent } from '#report/words.js';
import type { PatternId } from '#shared/pattern-id.js';
import { styleFor } from '../print/style.js';
import { symbolsFor } from '../print/symbols.js';
import { cut, wrapped } from '../print/wrap.js';
import { costsOf } from './costs.js';
import { WentBack, type Choice, type Passage, type Prompts } from '../prompts/prompts.js';
import type { Shell } from '../shell.js';

/** What the user makes of the recommendation. */
export type Verdict =
  | { readonly kind: 'followed' }
  | { readonly kind: 'overridden'; readonly pattern: PatternId; readonly because: string }
  | { readonly kind: 'change' };

type Picked = PatternId | 'change';

/** The recommendation on one screen: moving through the patterns shows what speaks for and against each. */
export async function recommend(
  shell: Shell,
  prompts: Prompts,
  decision: Decision,
  before: { readonly pattern: PatternId; readonly because: string | undefined },
): Promise<Verdict> {
  const { pattern: recommended, word, confidence } = decision.recommended;
  let initial: Picked = before.pattern;
  const costs = costsOf(decision.ranking.map(({ cost }) => cost));
  for (;;) {
    const picked: Picked = await prompts.select<Picked>({
      title: `Recommended: ${PATTERN_TITLE[recommended]}`,
      echo: 'Pattern',
      place: `${word}, first in ${percent(confidence)} of draws`,
      why: 'Take it, or look at the others and take one of them with a reason.',
      back: true,
      evidence: () => evidenceOf(decision),
      choices: [
        ...decision.ranking.map((ranked, index) =>
          patternChoice(shell, ranked, recommended, costs[index] ?? ''),
        ),
        { value: 'change', name: 'Change an answer', short: 'change an answer' },
      ],
      initial,
      aside: (value) =>
        value === 'change'
          ? { drawn: () => [], spoken: [] }
          : value === recommended
            ? forIt(shell, decision)
            : againstIt(shell, decision, value),
      ...(shell.plain ? { body: forIt(shell, decision) } : {}),
    });
    if (picked === 'change') return { kind: 'change' };
    if (picked === recommended) return { kind: 'followed' };
    try {
      const because = await prompts.input({
        title: `Why ${PATTERN_TITLE[picked]}?`,
        why: 'Goes into the decision record, for those who come later.',
        back: true,
        ...(before.because === undefined ? {} : { initial: before.because }),
        check: (text) => text.trim() !== '' || 'One line is enough.',
      });
      return { kind: 'overridden', pattern: picked, because: because.trim() };
    } catch (error) {
      if (!(error instanceof WentBack)) throw error;
      initial = picked;
    }
  }
}

const NAME = 18;
const BAR = 14;
const SHARE = 7;

function patternChoice(
  shell: Shell,
  { pattern, acceptability, vetoed }: Ranked,
  recommended: PatternId,
  money: string,
): Choice<PatternId> {
  const title = PATTERN_TITLE[pattern];
  const share = vetoed ? 'out' : percent(acceptability);
  const short = pattern === recommended ? `${title}, as recommended` : title;
  if (shell.plain) {
    const how = vetoed ? 'ruled out' : `first in ${share} of draws`;
    return {
      value: pattern,
      short,
      name: `${title}: ${how}, a month ${money.trim().replaceAll(/ +/g, ' ')}`,
    };
  }
  const { bar } = symbolsFor(shell);
  const cells = vetoed || acceptability === 0 ? 0 : Math.max(1, Math.round(acceptability * BAR));
  const drawn = `${title.padEnd(NAME)}${bar.repeat(cells).padEnd(BAR)}${share.padStart(SHARE)}`;
  return { value: pattern, short, name: `${drawn}  ${money}` };
}

const MOST_REASONS = 4;
const MOST_FLIPS = 3;

function forIt(shell: Shell, decision: Decision): Passage {
  const { bold, yellow } = styleFor(shell);
  const { recommended, rival, reasons, flips, assumptions } = decision;
  const pro = reasons.filter(({ favours }) => favours === recommended.pattern);
  const con = reasons.filter(({ favours }) => favours !== recommended.pattern).slice(0, 1);
  const some = [...pro.slice(0, MOST_REASONS - con.length), ...con];
  const told = some.map(({ title, favours, because }) => {
    const sign = favours === recommended.pattern ? '+' : '-';
    return `${sign} ${title} (${because.join('; ')})`;
  });
  const turns = flips.flatMap((flip) => flipText(flip) ?? []).slice(0, MOST_FLIPS);
  const alone = `nothing in reach of ${steadyInputs(flips).join(', ')} changes it`;
  const changes = turns.length > 0 ? turns : [togetherText(decision) ?? alone];
  const caution = cautionsOf(decision, recommended.pattern).slice(0, 1);
  const assumed = assumptions.map(({ key }) => key).join(', ');
  return {
    drawn: (width) => [
      bold(`Why, against ${PATTERN_TITLE[rival]}`),
      ...told.map((line) => cut(line, width)),
      bold('What would change it'),
      ...changes.map((line) => cut(line, width)),
      ...caution.map((line) => yellow(cut(`Mind: ${line}`, width))),
      ...(assumed === '' ? [] : [cut(`Assumed: ${assumed}`, width)]),
    ],
    spoken: [
      `Why, against ${PATTERN_TITLE[rival]}: ${told.join('. ')}.`,
      `What would change it: ${changes.join('. ')}.`,
      ...caution.map((line) => `Mind: ${line}`),
    ],
  };
}

/** What the pattern under the cursor gains and loses against the recommended one. */
function againstIt(shell: Shell, decision: Decision, pattern: PatternId): Passage {
  const { bold, yellow } = styleFor(shell);
  const recommended = PATTERN_TITLE[decision.recommended.pattern];
  const vetoes = decision.vetoes.filter((one) => one.pattern === pattern && one.accepted === null);
  const ruled = vetoes.map(({ says, unless }) => `Ruled out: ${says} Unless: ${unless}`);
  const told = leads(decision, pattern).map(({ title, by }) => `${by > 0 ? '+' : '-'} ${title}`);
  const money = dearer(decision, pattern);
  return {
    drawn: (width) => [
      bold(`Instead of ${recommended}`),
      ...ruled.flatMap((line) => wrapped(line, width).map((part) => yellow(part))),
      ...told.map((line) => cut(line, width)),
      ...(money === '' ? [] : [cut(money, width)]),
    ],
    spoken: [
      ...ruled,
      `Against ${recommended}: ${told.join(', ').replaceAll('+ ', 'better at ').replaceAll('- ', 'weaker at ')}.`,
    ],
  };
}

/** Where a pattern differs most from the recommended one. */
function leads({ ranking, drivers }: Decision, pattern: PatternId) {
  const [first] = ranking;
  const other = ranking.find((ranked) => ranked.pattern === pattern);
  const differences = (other?.contributions ?? []).map(({ criterion, weight, value }) => {
    const best = first?.contributions.find((one) => one.criterion === criterion);
    const title = drivers.find((driver) => driver.criterion === criterion)?.title ?? criterion;
    return { title, by: weight * (value - (best?.value ?? value)) };
  });
  const sorted = differences.filter(({ by }) => by !== 0).toSorted((a, b) => a.by - b.by);
  const losses = sorted.filter(({ by }) => by < 0).slice(0, 4);
  const gains = sorted.filter(({ by }) => by > 0).slice(-2);
  return [...losses, ...gains.toReversed()];
}

function dearer({ ranking }: Decision, pattern: PatternId): string {
  const cost = ranking.find((ranked) => ranked.pattern === pattern)?.cost.total ?? 0;
  const by = cost - (ranking[0]?.cost.total ?? 0);
  if (Math.round(by) === 0) return '';
  return `${dollars(Math.abs(by))} a month ${by > 0 ? 'more' : 'less'}, people included`;
}

function evidenceOf(decision: Decision): readonly string[] {
  const { recommended, draws, pricesSeen, reasons } = decision;
  return [
    `${recommended.word}: first in ${percent(recommended.confidence)} of ${grouped(draws)} draws of ratings and weights within their ranges.`,
    ...reasons
      .slice(0, MOST_REASONS)
      .map(
        ({ title, criterion, share }) =>
          `${title} makes ${percent(share)} of the difference: create-backend explain ${criterion}`,
      ),
    `Cost at list prices seen ${pricesSeen}, before discounts.`,
  ];
}
