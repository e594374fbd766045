import type { Decision } from '#decision/schema.js';
import { dollars } from './words.js';

/** Parts that are better run another way than the core, each with the price of its seam. */
export function hybridLines({ hybrid }: Decision): readonly string[] {
  return hybrid.parts.map(
    ({ part, runtime, says, because, cost, taken, limit }) =>
      `${part}: ${runtime} (${says}), because ${because}; the seam costs about ${dollars(cost.hosting + cost.people)} a month${taken ? '' : `. Left in the core: ${limit ?? 'for now'}`}`,
  );
}

/** One line for each question of technology: what, why, and what would ask for something else. */
export function technologyLines({ technology }: Decision): readonly string[] {
  return technology.map(({ title, name, because, builds, note, changes }) => {
    const [other] = changes.filter(({ when }) => when.length > 0);
    const not = builds ? '' : ` (not generated yet${note === null ? '' : `: ${note}`})`;
    const instead = other === undefined ? '' : ` When ${other.when.join(' and ')}: ${other.name}.`;
    return `${title}: ${name}${not}. ${because}${instead}`;
  });
}
