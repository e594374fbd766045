import { chooseFeatures, defaultFeatures } from '#blueprint/features.js';
import { FEATURE_GROUPS, type Feature, type FeatureGroup } from '#features/contribution.js';
import type { Catalogue } from '#patterns/catalogue.js';
import type { PatternId } from '#shared/pattern-id.js';
import { wrapped } from '../print/wrap.js';
import type { Passage, Prompts } from '../prompts/prompts.js';

/** Features beside the defaults of a pattern, and defaults that are not wanted. */
export interface FeatureWish {
  readonly added: readonly string[];
  readonly without: readonly string[];
}

/** Offers what works with the pattern; its defaults and what was asked for are ticked. */
export async function askFeatures(
  prompts: Prompts,
  pattern: PatternId,
  catalogue: Catalogue,
  wish: FeatureWish,
  regimes: readonly string[] = [],
): Promise<FeatureWish> {
  const defaults = defaultFeatures(pattern, catalogue, regimes);
  const offered = inGroups(catalogue).filter(({ patterns }) => patterns.includes(pattern));
  const wishFor = (picked: readonly string[]): FeatureWish => ({
    added: picked.filter((id) => !defaults.includes(id)),
    without: defaults.filter((id) => !picked.includes(id)),
  });
  const problem = (picked: readonly string[]): string | undefined => {
    const { added, without } = wishFor(picked);
    const chosen = chooseFeatures({ pattern, asked: added, declined: without, regimes }, catalogue);
    return chosen.ok ? undefined : chosen.problems[0]?.message;
  };
  const picked = await prompts.checkbox({
    title: 'Features',
    why: 'Ticked are the defaults of the pattern, and what your rules bring.',
    back: true,
    choices: offered.map(({ id, title, group }) => ({
      value: id,
      name: title,
      group: FEATURE_GROUPS[group],
      short: id,
    })),
    initial: [...defaults, ...wish.added].filter((id) => !wish.without.includes(id)),
    check: (some) => problem(some) ?? true,
    aside: (some, at) => described(offered, some, at, problem(some)),
  });
  return wishFor(picked);
}

function inGroups({ features }: Catalogue): readonly Feature[] {
  const order = Object.keys(FEATURE_GROUPS);
  const place = ({ group }: { readonly group: FeatureGroup }): number => order.indexOf(group);
  return Object.values(features).toSorted((a, b) => place(a) - place(b));
}

/** What the one under the cursor is, what it needs, and what does not go together now. */
function described(
  offered: readonly Feature[],
  picked: readonly string[],
  at: string,
  problem: string | undefined,
): Passage {
  const feature = offered.find(({ id }) => id === at);
  const titles = (ids: readonly string[]): string =>
    ids.map((id) => offered.find((one) => one.id === id)?.title ?? id).join(', ');
  const { requires = [], conflicts = [], summary = '' } = feature ?? {};
  const lines = [
    summary,
    ...(requires.length === 0 ? [] : [`Needs: ${titles(requires)}.`]),
    ...(conflicts.length === 0 ? [] : [`Does not go with: ${titles(conflicts)}.`]),
  ];
  const warning = problem === undefined ? [] : [`! ${problem}`];
  const count = `${picked.length} of ${offered.length} picked.`;
  return {
    drawn: (width) => [...lines, ...warning].flatMap((line) => wrapped(line, width)),
    spoken: [count, ...warning],
  };
}
