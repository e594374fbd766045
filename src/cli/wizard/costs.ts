import { dollars } from '#report/words.js';

/** What patterns cost a month, one text each, with the amounts below one another. */
export function costsOf(
  costs: readonly { readonly hosting: number; readonly people: number }[],
): readonly string[] {
  const hosting = column(costs.map((cost) => dollars(cost.hosting)));
  const people = column(costs.map((cost) => dollars(cost.people)));
  return costs.map((_, index) => `${hosting[index] ?? ''} hosting + ${people[index] ?? ''} people`);
}

function column(texts: readonly string[]): readonly string[] {
  const width = Math.max(...texts.map((text) => text.length));
  return texts.map((text) => text.padStart(width));
}
