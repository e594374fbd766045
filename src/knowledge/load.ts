import advice from './data/advice.json' with { type: 'json' };
import caseCodes from './data/case-codes.json' with { type: 'json' };
import cases from './data/cases.json' with { type: 'json' };
import comparisons from './data/comparisons.json' with { type: 'json' };
import criteria from './data/criteria.json' with { type: 'json' };
import demands from './data/demands.json' with { type: 'json' };
import needs from './data/needs.json' with { type: 'json' };
import prices from './data/prices.json' with { type: 'json' };
import ratings from './data/ratings.json' with { type: 'json' };
import seams from './data/seams.json' with { type: 'json' };
import sources from './data/sources.json' with { type: 'json' };
import thresholds from './data/thresholds.json' with { type: 'json' };
import topics from './data/topics.json' with { type: 'json' };
import triggers from './data/triggers.json' with { type: 'json' };
import vetoes from './data/vetoes.json' with { type: 'json' };
import weights from './data/weights.json' with { type: 'json' };
import type { Knowledge } from './schema.js';

/** The shipped knowledge as it stands in its files. */
const SHIPPED = {
  advice,
  caseCodes,
  cases,
  comparisons,
  criteria,
  demands,
  needs,
  prices,
  ratings,
  seams,
  sources,
  thresholds,
  topics,
  triggers,
  vetoes,
  weights,
};

/** The shipped knowledge. A test parses it with its schema, so that no start pays for that. */
export function loadKnowledge(): Knowledge {
  return SHIPPED as Knowledge;
}
