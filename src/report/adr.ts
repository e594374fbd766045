import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Decision } from '#decision/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { flipText } from './flip-text.js';
import { dollars, grouped, needWord, PATTERN_TITLE, percent } from './words.js';

/** What was chosen in the end, and when. */
export interface Choice {
  readonly pattern: PatternId;
  /** Why the recommendation was not followed; null when it was, or when nobody said. */
  readonly because: string | null;
  /** ISO day, given by the caller. */
  readonly date: string;
}

const DRIVING = 5;
/** Criteria beyond these weigh too little to be read. */
const HEAVY = 8;

function bullets(lines: readonly string[], none: string): string {
  return lines.length === 0 ? none : lines.map((line) => `* ${line}`).join('\n');
}

/** Line breaks and pipes of free text must not end a paragraph or a table cell. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function context(complete: CompleteAnswers): string {
  const { engineers, teams, opsMaturity, averageRps, peakRps, variability, modules } = complete;
  return [
    `${complete.project} is built by ${count(engineers, 'engineer')} in ${count(teams, 'independent team')}`,
    `(operations maturity ${opsMaturity} of 5). It serves ${grouped(averageRps)} requests/s on average and`,
    `${grouped(peakRps)} at the peak (${variability} load). Its work is ${complete.workload.join(', ')}; its modules`,
    `are ${modules.map(({ plural }) => plural).join(', ') || 'not named yet'}. How should the modules be deployed?`,
  ].join('\n');
}

function drivers({ drivers: all }: Decision): string {
  return bullets(
    all.slice(0, DRIVING).map(({ title, need, because, assumed }) => {
      const from = because.length > 0 ? ` (${because.join('; ')})` : '';
      return `${title}: needed ${needWord(need)}${from}${assumed ? ', partly assumed' : ''}`;
    }),
    'None stands out.',
  );
}

function outcome(decision: Decision, { pattern, because }: Choice): string {
  const { recommended } = decision;
  const title = PATTERN_TITLE[pattern];
  const sure = `${recommended.word}, first in ${percent(recommended.confidence)} of ${grouped(decision.draws)} draws`;
  if (pattern === recommended.pattern) {
    const strongest = decision.reasons.filter(({ favours }) => favours === pattern).slice(0, 3);
    const on = strongest.map(({ title: name }) => name.toLowerCase()).join(', ');
    return `Chosen option: "${title}", because it serves what is needed most (${sure})${on === '' ? '' : `: ${on}`}.`;
  }
  return [
    `Chosen option: "${title}", against the recommendation of ${PATTERN_TITLE[recommended.pattern]} (${sure}).`,
    `Reason given: ${because === null ? 'none was recorded' : oneLine(because)}.`,
  ].join('\n');
}

function vetoLines({ vetoes }: Decision): readonly string[] {
  return vetoes.map(({ id, pattern, trigger, says, accepted }) => {
    const fate = accepted === null ? 'Rules it out' : `Set aside: ${oneLine(accepted)}`;
    return `\`${id}\` on ${PATTERN_TITLE[pattern]} (${trigger}): ${says} ${fate}.`;
  });
}

/** What a pattern does well and badly here, by the criteria that weigh most. */
function sides(decision: Decision, pattern: PatternId): { good: string[]; bad: string[] } {
  const ranked = decision.ranking.find((one) => one.pattern === pattern);
  const title = new Map(decision.drivers.map((driver) => [driver.criterion, driver.title]));
  const rated = (ranked?.contributions ?? []).filter(({ rating }) => rating !== null);
  const heavy = rated.sort((a, b) => b.weight - a.weight).slice(0, HEAVY);
  const name = (criterion: string) => title.get(criterion) ?? criterion;
  return {
    good: heavy
      .filter(({ value }) => value >= 1)
      .map(
        ({ criterion, need }) =>
          `Good, because it meets the need for ${name(criterion).toLowerCase()} (${needWord(need)})`,
      ),
    bad: heavy
      .filter(({ value }) => value < 1)
      .map(
        ({ criterion, need }) =>
          `Bad, because it falls short on ${name(criterion).toLowerCase()} (needed ${needWord(need)})`,
      ),
  };
}

function options(decision: Decision): string {
  return decision.ranking
    .map(({ pattern, acceptability, cost, vetoed }) => {
      const { good, bad } = sides(decision, pattern);
      const money = `Neutral, because it costs about ${dollars(cost.hosting)} a month of hosting and ${dollars(cost.people)} of people's time`;
      const place = vetoed ? 'Ruled out by a veto' : `First in ${percent(acceptability)} of draws`;
      return `### ${PATTERN_TITLE[pattern]}\n\n${place}.\n\n${bullets([...good, money, ...bad], '')}`;
    })
    .join('\n\n');
}

function confirmation({ seams }: Decision, pattern: PatternId): string {
  const rules = [
    '`npm run check` runs arch-lint: modules import each other only through their contracts, and no cycle exists.',
    'The acceptance suite passes against the deployed composition, and would pass against the other three.',
  ];
  const needed = seams.filter(({ patterns }) => patterns.includes(pattern)).map(({ says }) => says);
  return bullets([...rules, ...needed], '');
}

function moreInformation(decision: Decision): string {
  const flips = decision.flips.flatMap((flip) => flipText(flip) ?? []);
  const { concurrency, vcpus, databaseVcpus } = decision.capacity;
  return [
    `What would change the recommendation:\n\n${bullets(flips, 'No single answer in reach does.')}`,
    `Assumed, not told:\n\n${bullets(
      decision.assumptions.map(
        ({ key, value, because }) =>
          `${key} = ${Array.isArray(value) ? value.join(', ') : String(value)}: ${because}`,
      ),
      'Nothing.',
    )}`,
    `Vetoes that fired:\n\n${bullets(vetoLines(decision), 'None.')}`,
    `Capacity at the peak: about ${grouped(concurrency)} requests in flight, ${grouped(vcpus)} vCPU for the application and ${grouped(databaseVcpus)} for the database.${decision.capacity.warnings.map(({ says }) => ` Mind: ${says}.`).join('')}`,
    `Ratings of serverless are judgement from cases: no published table rates it. Prices were seen on ${decision.pricesSeen}. Engine ${decision.engineVersion}, answers ${decision.answersHash.slice(0, 12)}. \`create-backend explain <criterion>\` prints the evidence behind each number.`,
  ].join('\n\n');
}

/** The decision as a record in the form of MADR 4.0: the same input gives the same bytes. */
export function adr(decision: Decision, complete: CompleteAnswers, choice: Choice): string {
  const { good, bad } = sides(decision, choice.pattern);
  const sections = [
    `---\nstatus: accepted\ndate: ${choice.date}\n---`,
    `# Deploy the modules as ${PATTERN_TITLE[choice.pattern]}`,
    `## Context and Problem Statement\n\n${context(complete)}`,
    `## Decision Drivers\n\n${drivers(decision)}`,
    `## Considered Options\n\n${bullets(
      PATTERN_IDS.map((id) => PATTERN_TITLE[id]),
      '',
    )}`,
    `## Decision Outcome\n\n${outcome(decision, choice)}`,
    `### Consequences\n\n${bullets([...good, ...bad], 'None stands out.')}`,
    `### Confirmation\n\n${confirmation(decision, choice.pattern)}`,
    `## Pros and Cons of the Options\n\n${options(decision)}`,
    `## More Information\n\n${moreInformation(decision)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}
