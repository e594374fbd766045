import type { CompleteAnswers, Given } from '../complete-answers.js';
import type { Answers } from '../schema.js';
import { said } from './filler.js';
import type { Fill } from './filler.js';

type Variability = Given<'variability'>;

/** Requests that one person causes on a day of use; mobile and web applications see 20 to 200. */
const REQUESTS_PER_USER_DAY = 50;
const SECONDS_PER_DAY = 86_400;
const USUAL_USERS = 1_000;
const USUAL_AVAILABILITY = 99.9;

/** Peak over average, for each way the load can vary. */
const PEAK_OVER_AVERAGE: Readonly<Record<Variability, number>> = {
  steady: 1.5,
  diurnal: 3,
  spiky: 8,
  extreme: 20,
};

/** The variability whose usual ratio is just above the one given. */
function variabilityOf(ratio: number): Variability {
  if (ratio <= 2) return 'steady';
  if (ratio <= 4) return 'diurnal';
  return ratio <= 10 ? 'spiky' : 'extreme';
}

/** Three significant digits: more would pretend to know. */
function round(rate: number): number {
  return Number(rate.toPrecision(3));
}

function usualLatency(workload: Given<'workload'>): number {
  if (workload.includes('realtime')) return 100;
  const interactive = workload.some((part) =>
    ['crud', 'transactional', 'read-heavy'].includes(part),
  );
  return interactive ? 500 : 2_000;
}

function usualVariability(answers: Answers, workload: Given<'workload'>): [Variability, string] {
  const average = said(answers.averageRps);
  const peak = said(answers.peakRps);
  if (average !== undefined && average > 0 && peak !== undefined) {
    return [variabilityOf(peak / average), 'from the ratio of the given peak and average'];
  }
  if (workload.includes('webhooks')) return ['spiky', 'webhooks arrive in bursts'];
  return ['diurnal', 'people sleep'];
}

function averageFrom(answers: Answers, ratio: number, users: number | null): [number, string] {
  const peak = said(answers.peakRps);
  if (peak !== undefined)
    return [round(peak / ratio), `the given peak, ${ratio} times the average`];
  const count = users ?? USUAL_USERS;
  const average = round((count * REQUESTS_PER_USER_DAY) / SECONDS_PER_DAY);
  return [average, `${count} users a day, ${REQUESTS_PER_USER_DAY} requests each`];
}

export function completeLoad(
  answers: Answers,
  workload: Given<'workload'>,
  fill: Fill,
): Pick<
  CompleteAnswers,
  'users' | 'averageRps' | 'peakRps' | 'variability' | 'growth' | 'latencyMs' | 'availability'
> {
  const users = said(answers.users) ?? null;
  const variability = fill<Variability>(
    'variability',
    answers.variability,
    ...usualVariability(answers, workload),
  );
  const ratio = PEAK_OVER_AVERAGE[variability];
  const averageRps = fill<number>(
    'averageRps',
    answers.averageRps,
    ...averageFrom(answers, ratio, users),
  );
  const peakRps = fill<number>(
    'peakRps',
    answers.peakRps,
    round(averageRps * ratio),
    `${variability} load peaks at about ${ratio} times the average`,
  );
  return {
    users,
    averageRps,
    peakRps,
    variability,
    growth: fill<Given<'growth'>>('growth', answers.growth, 'moderate', 'not said'),
    latencyMs: fill<number>(
      'latencyMs',
      answers.latencyMs,
      usualLatency(workload),
      'usual for this workload',
    ),
    availability: fill<number>(
      'availability',
      answers.availability,
      USUAL_AVAILABILITY,
      'about nine hours down a year',
    ),
  };
}
