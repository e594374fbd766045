import type { CompleteAnswers } from '#answers/complete-answers.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { sixDecimals } from '#shared/quantity.js';
import type { Indexed } from './indexed.js';
import { modelOf, type Model } from './model.js';
import { brokerUsd, serviceUsd } from './hosting.js';
import { appUpkeep } from './cost.js';
import type { Decision, HybridPart } from './schema.js';

type Work = CompleteAnswers['workload'][number];
type Runtime = HybridPart['runtime'];

/** Parts that share transactions stay together: taking one of them out breaks an invariant. */
const CORE_WORK: readonly Work[] = ['crud', 'transactional'];
/** Work that no function runtime takes: too long, or on a GPU. */
const BEYOND_FUNCTIONS: readonly Work[] = ['long-running', 'inference'];

interface Given {
  readonly complete: CompleteAnswers;
  readonly known: Indexed;
  readonly core: PatternId;
}

function valueOf(model: Model, pattern: PatternId): number {
  const at = PATTERN_IDS.indexOf(pattern);
  return model.allowed[at] ? (model.values[at] ?? 0) : -Infinity;
}

/** The best runtime for one part alone, and by how much it beats the core. */
function bestFor(part: Work, { complete, known, core }: Given): { best: PatternId; gain: number } {
  const model = modelOf({ ...complete, workload: [part] }, known);
  const best = PATTERN_IDS.reduce((a, b) => (valueOf(model, b) > valueOf(model, a) ? b : a));
  const gain = valueOf(model, best) - valueOf(model, core);
  return { best, gain: Number.isFinite(gain) ? gain : 0 };
}

function seamCost({ complete, known }: Given, runtime: Runtime): HybridPart['cost'] {
  const { numbers } = known;
  const upkeep = (pattern: PatternId) =>
    Math.round(appUpkeep(pattern, complete, numbers) * complete.engineerCost);
  switch (runtime) {
    case 'outbox':
      return { hosting: 0, people: 0 };
    case 'functions':
      return { hosting: 0, people: upkeep('serverless') };
    case 'event-log':
      return {
        hosting: Math.round(brokerUsd(complete, numbers)),
        people: upkeep('event-driven'),
      };
    case 'isolated-service':
      return { hosting: Math.round(serviceUsd(numbers, true)), people: upkeep('microservices') };
    case 'containers':
      return { hosting: Math.round(serviceUsd(numbers, false)), people: upkeep('microservices') };
  }
}

function part(
  given: Given,
  what: Pick<HybridPart, 'part' | 'runtime' | 'says' | 'because' | 'gain' | 'evidence'>,
): HybridPart {
  return {
    ...what,
    extra: what.runtime !== 'outbox',
    gain: sixDecimals(what.gain),
    cost: seamCost(given, what.runtime),
    taken: true,
    limit: null,
  };
}

/** What the core cannot or may not do itself: asked for by a rule, not by a score. */
function required(given: Given): HybridPart[] {
  const { complete, core } = given;
  const found: HybridPart[] = [];
  const heavy = complete.workload.find((work) => BEYOND_FUNCTIONS.includes(work));
  if (heavy === 'inference') {
    found.push(
      part(given, {
        part: 'inference',
        runtime: 'isolated-service',
        says: 'one service with the model, scaled by itself; the core calls it or leaves it messages',
        because: 'a GPU or tens of GB of memory would be bought for every copy of the core',
        gain: 0,
        evidence: ['functions-limits', 'hybrid.least-gain'],
      }),
    );
  } else if (heavy !== undefined && core === 'serverless') {
    found.push(
      part(given, {
        part: heavy,
        runtime: 'containers',
        says: 'one container for the long pieces of work, started by a message',
        because: 'functions end after 15 minutes',
        gain: 0,
        evidence: ['functions-limits', 'veto.functions.minutes'],
      }),
    );
  }
  if (complete.dataClasses.includes('cards') && core !== 'microservices') {
    found.push(
      part(given, {
        part: 'cards',
        runtime: 'isolated-service',
        says: 'payments in an app and a network segment of its own, unless the processor holds the cards (hosted fields)',
        because: 'everything that reaches card data freely is in the scope of PCI DSS',
        gain: 0,
        evidence: ['card-isolation', 'demand.pci.scope'],
      }),
    );
  }
  return found;
}

/** Runtimes that a part would have, were it alone. */
function runtimeFor(best: PatternId, complete: CompleteAnswers): Runtime | null {
  if (best === 'serverless') return 'functions';
  if (best === 'event-driven') return complete.replay === 'replay' ? 'event-log' : 'outbox';
  return null;
}

const SAYS: Readonly<Record<Runtime, string>> = {
  outbox: 'events at the seams: the outbox delivers them to subscribers, no log to run',
  functions: 'its handlers as functions, so that bursts meet no idle capacity',
  'event-log': 'a log beside the core, fed by the outbox, read again from the start',
  'isolated-service': 'a service of its own',
  containers: 'a container of its own',
};

function rewarded(given: Given): HybridPart[] {
  const { complete, known, core } = given;
  if (complete.workload.length < 2) return [];
  const least = known.numbers.threshold('hybrid.least-gain');
  return complete.workload
    .filter((work) => !CORE_WORK.includes(work) && !BEYOND_FUNCTIONS.includes(work))
    .flatMap((work): HybridPart[] => {
      const { best, gain } = bestFor(work, given);
      const runtime = best === core ? null : runtimeFor(best, complete);
      if (runtime === null || gain < least) return [];
      const because = `${work} alone would be best ${best}`;
      const evidence = ['hybrid.least-gain'];
      return [part(given, { part: work, runtime, says: SAYS[runtime], because, gain, evidence })];
    });
}

/** Keeps what rules ask for and what gains most, within what so many people can run. */
function within(given: Given, parts: readonly HybridPart[]): HybridPart[] {
  const { threshold } = given.known.numbers;
  const isFew = given.complete.engineers < threshold('hybrid.few-engineers');
  const most = threshold(isFew ? 'hybrid.runtimes-few' : 'hybrid.runtimes-most');
  const runtimes = new Set<Runtime>();
  return parts.map((one) => {
    if (!one.extra || runtimes.has(one.runtime)) return one;
    if (runtimes.size < most) {
      runtimes.add(one.runtime);
      return one;
    }
    const limit = `at most ${most} more ways of running things for ${given.complete.engineers} engineers`;
    return { ...one, taken: false, limit };
  });
}

function summary(core: PatternId, parts: readonly HybridPart[]): string {
  const taken = parts.filter((one) => one.taken);
  if (taken.length === 0) return `all of it as ${core}`;
  return `${core}; ${taken.map((one) => `${one.part}: ${one.runtime}`).join('; ')}`;
}

/** The core, and the parts of the work that are better treated apart, each with the price of its seam. */
export function hybridOf(
  complete: CompleteAnswers,
  known: Indexed,
  core: PatternId,
): Decision['hybrid'] {
  const given = { complete, known, core };
  const gained = rewarded(given).sort((a, b) => b.gain - a.gain);
  const parts = within(given, [...required(given), ...gained]);
  return { core, says: summary(core, parts), parts };
}
