import regimes from './data/regimes.json' with { type: 'json' };
import { Regimes } from './schema.js';

/** What rules that apply demand, and which controls of a generated repo answer them. */
export function loadRegimes(): Regimes {
  return Regimes.parse(regimes);
}
