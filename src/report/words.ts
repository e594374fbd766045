import type { PatternId } from '#shared/pattern-id.js';

export const PATTERN_TITLE: Readonly<Record<PatternId, string>> = {
  'modular-monolith': 'modular monolith',
  serverless: 'serverless',
  'event-driven': 'event-driven',
  microservices: 'microservices',
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
