import { defaultFeatures } from '#blueprint/features.js';
import type { Catalogue } from '#patterns/catalogue.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Prompts } from './prompts.js';

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
): Promise<FeatureWish> {
  const defaults = defaultFeatures(pattern, catalogue);
  const offered = Object.values(catalogue.features).filter(({ patterns }) =>
    patterns.includes(pattern),
  );
  const picked = await prompts.checkbox({
    title: 'Features',
    why: 'Ticked are the defaults of the pattern.',
    choices: offered.map(({ id, title, summary }) => ({
      value: id,
      name: title,
      hint: summary,
      short: id,
    })),
    initial: [...defaults, ...wish.added].filter((id) => !wish.without.includes(id)),
  });
  return {
    added: picked.filter((id) => !defaults.includes(id)),
    without: defaults.filter((id) => !picked.includes(id)),
  };
}
