import type { PatternId } from '#shared/pattern-id.js';

export const PATTERN_TITLE: Readonly<Record<PatternId, string>> = {
  'modular-monolith': 'modular monolith',
  serverless: 'serverless',
  'event-driven': 'event-driven',
  microservices: 'microservices',
};

/** A pattern as it stands in a sentence. */
export const PATTERN_NOUN: Readonly<Record<PatternId, string>> = {
  'modular-monolith': 'a modular monolith',
  serverless: 'serverless functions',
  'event-driven': 'an event-driven system',
  microservices: 'microservices',
};

/** What an answer is called in a sentence; others go by their key. */
export const INPUT_NAME: Readonly<Record<string, string>> = {
  teams: 'independent teams',
  engineers: 'engineers',
  peakRps: 'peak requests/s',
  averageRps: 'average requests/s',
  boundaryCertainty: 'certainty of boundaries',
  opsMaturity: 'operations maturity',
  latencyMs: 'response time in ms',
  firstReleaseWeeks: 'weeks to first release',
  dataGb: 'data in GB',
  consumers: 'consumers of the same events',
  budget: 'hosting budget',
  today: 'what runs today',
};

const NEED_WORDS = ['hardly', 'a little', 'somewhat', 'much', 'very much'] as const;

/** A need of 1 to 5 in words: decimals would pretend to know more. */
export function needWord(need: number): string {
  return NEED_WORDS[Math.round(need) - 1] ?? 'somewhat';
}

/** `1234567` as `1,234,567`, the same on every machine. */
export function grouped(value: number): string {
  const [whole = '', part] = String(value).split('.');
  const withCommas = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? withCommas : `${withCommas}.${part}`;
}

/** A quantity with no more digits than an estimate has. */
export function rounded(value: number): string {
  if (value > 0 && value < 1) return 'less than 1';
  return grouped(value < 10 ? Math.round(value) : Number(value.toPrecision(2)));
}

/** A monthly amount, to two digits where it is large. */
export function dollars(value: number): string {
  return `$${grouped(value < 1_000 ? Math.round(value) : Number(value.toPrecision(2)))}`;
}

/** A share as a whole number of draws in a hundred; never 0 or 100 when it is not. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<1 %';
  if (rounded === 100 && share < 1) return '>99 %';
  return `${rounded} %`;
}

/** A line of at most `width` letters; dots where it is cut. */
export function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 3).trimEnd()}...`;
}
