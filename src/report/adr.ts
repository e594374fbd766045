import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Decision } from '#decision/schema.js';
import type { Knowledge } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { hybridLines, technologyLines } from './adr-build.js';
import { flipText } from './flip-text.js';
import {
  dollars,
  grouped,
  needWord,
  PATTERN_NOUN,
  PATTERN_TITLE,
  percent,
  rounded,
} from './words.js';

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

type KindOf = (id: string) => string;

function kindsIn(knowledge: Knowledge): KindOf {
  const kinds = new Map(
    Object.values(knowledge)
      .flat()
      .flatMap((record) => ('kind' in record ? [[record.id, record.kind] as const] : [])),
  );
  return (id) => kinds.get(id) ?? 'source';
}

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
    `(operations maturity ${opsMaturity} of 5). It serves ${rounded(averageRps)} requests/s on average and`,
    `${rounded(peakRps)} at the peak (${variability} load). Its work is ${complete.workload.join(', ')}; its modules`,
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

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function outcome(decision: Decision, { pattern, because: given }: Choice): string {
  const { recommended } = decision;
  const title = PATTERN_TITLE[pattern];
  const sure = `${recommended.word}, first in ${percent(recommended.confidence)} of ${grouped(decision.draws)} draws`;
  if (pattern === recommended.pattern) {
    const strongest = decision.reasons.filter(({ favours }) => favours === pattern).slice(0, 3);
    const on = strongest.map(({ title: name }) => name.toLowerCase()).join(', ');
    const rival = PATTERN_TITLE[decision.rival];
    const because =
      on === '' ? 'nothing speaks for another' : `it does better than ${rival} on ${on}`;
    return `Chosen option: "${title}", because ${because} (${sure}).`;
  }
  const reason = given === null ? 'it was chosen; no reason was recorded' : oneLine(given);
  return [
    `Chosen option: "${title}", because ${ended(reason)}`,
    `This is against the recommendation of ${PATTERN_TITLE[recommended.pattern]} (${sure}).`,
  ].join('\n\n');
}

/** A veto that was set aside is a consequence that somebody chose. */
function acceptedVetoes({ vetoes }: Decision): readonly string[] {
  return vetoes.flatMap(({ id, pattern, trigger, says, accepted }) =>
    accepted === null
      ? []
      : `Neutral, because the veto \`${id}\` on ${PATTERN_TITLE[pattern]} (${trigger}: ${says}) was set aside: ${ended(oneLine(accepted))}`,
  );
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

function confirmation({ seams, path }: Decision, pattern: PatternId): string {
  const rules = [
    '`npm run check` runs arch-lint: modules import each other only through their contracts, and no cycle exists.',
    'The acceptance suite passes against the deployed composition, and would pass against the other three.',
  ];
  const needed = seams.filter(({ patterns }) => patterns.includes(pattern)).map(({ says }) => says);
  const watched = path.flatMap(({ measure, when, threshold, unit, where, next }) =>
    measure === null || when === null || threshold === null
      ? []
      : `${capitalised(measure)} (${where ?? 'not read anywhere'}): when ${when} ${grouped(threshold)} ${unit ?? ''}, ${next.slice(0, 1).toLowerCase()}${next.slice(1)}`,
  );
  return bullets([...rules, ...needed, ...watched], '');
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function precedentLines({ precedents }: Decision): readonly string[] {
  return precedents.map(
    ({ organisation, system, year, decided, counter, reason, outcome: ending, source }) =>
      oneLine(
        `${organisation} (${system}${year === null ? '' : `, ${year}`}): ${PATTERN_TITLE[decided]}${counter ? ', decided otherwise' : ''}. ${reason} Outcome: ${ending}. Source: ${source.title}, ${source.address}`,
      ),
  );
}

/** Which records the reasons rest on, judgement named as such. */
function evidenceLines({ reasons }: Decision, kindOf: KindOf): readonly string[] {
  return reasons
    .slice(0, DRIVING)
    .map(
      ({ title, evidence }) =>
        `${title}: ${evidence.map((id) => `\`${id}\` (${kindOf(id)})`).join(', ')}`,
    );
}

function moreInformation(decision: Decision, kindOf: KindOf): string {
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
    `Parts that are treated apart:\n\n${bullets(hybridLines(decision), 'None: one pattern for all of it.')}`,
    `What to build it with:\n\n${bullets(technologyLines(decision), 'Nothing stands out.')}`,
    `Nearest published cases:\n\n${bullets(precedentLines(decision), 'None.')}`,
    `Evidence of the strongest reasons:\n\n${bullets(evidenceLines(decision, kindOf), 'None.')}`,
    `Vetoes that fired:\n\n${bullets(vetoLines(decision), 'None.')}`,
    `Capacity at the peak: about ${rounded(concurrency)} requests in flight, ${rounded(vcpus)} vCPU for the application and ${rounded(databaseVcpus)} for the database.${decision.capacity.warnings.map(({ says }) => ` Mind: ${says}.`).join('')}`,
    `Ratings of serverless are judgement from cases: no published table rates it. Prices were seen on ${decision.pricesSeen}. Engine ${decision.engineVersion}, answers ${decision.answersHash.slice(0, 12)}. \`create-backend explain <criterion>\` prints the evidence behind each number.`,
  ].join('\n\n');
}

/** Who decides is not ours to know: the lists are there to be filled in, and valid while they are empty. */
function frontMatter({ date }: Choice): string {
  return [
    '---',
    'status: "accepted"',
    `date: ${date}`,
    'decision-makers: []',
    'consulted: []',
    'informed: []',
    '---',
  ].join('\n');
}

/** The decision as a record in the form of MADR 4.0: the same input gives the same bytes. */
export function adr(
  decision: Decision,
  complete: CompleteAnswers,
  choice: Choice,
  knowledge: Knowledge,
): string {
  const kindOf = kindsIn(knowledge);
  const { good, bad } = sides(decision, choice.pattern);
  const sections = [
    frontMatter(choice),
    `# Deploy the modules as ${PATTERN_NOUN[choice.pattern]}`,
    `## Context and Problem Statement\n\n${context(complete)}`,
    `## Decision Drivers\n\n${drivers(decision)}`,
    `## Considered Options\n\n${bullets(
      PATTERN_IDS.map((id) => PATTERN_TITLE[id]),
      '',
    )}`,
    `## Decision Outcome\n\n${outcome(decision, choice)}`,
    `### Consequences\n\n${bullets([...good, ...bad, ...acceptedVetoes(decision)], 'None stands out.')}`,
    `### Confirmation\n\n${confirmation(decision, choice.pattern)}`,
    `## Pros and Cons of the Options\n\n${options(decision)}`,
    `## More Information\n\n${moreInformation(decision, kindOf)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}
