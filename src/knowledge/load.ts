import criteria from './data/criteria.json' with { type: 'json' };
import needs from './data/needs.json' with { type: 'json' };
import prices from './data/prices.json' with { type: 'json' };
import ratings from './data/ratings.json' with { type: 'json' };
import seams from './data/seams.json' with { type: 'json' };
import sources from './data/sources.json' with { type: 'json' };
import thresholds from './data/thresholds.json' with { type: 'json' };
import vetoes from './data/vetoes.json' with { type: 'json' };
import weights from './data/weights.json' with { type: 'json' };
import { Knowledge } from './schema.js';

let parsed: Knowledge | undefined;

/** The shipped knowledge, parsed at the first call so that start-up does not pay for it. */
export function loadKnowledge(): Knowledge {
  parsed ??= Knowledge.parse({
    criteria,
    needs,
    prices,
    ratings,
    seams,
    sources,
    thresholds,
    vetoes,
    weights,
  });
  return parsed;
}
