import records from './defaults.json' with { type: 'json' };

/** What is assumed where nothing was said: records like those of the decision, with source and range. */
export const DEFAULTS = records;

const PREFIX = 'default.';
// Without the prefix, so that no lookup has to build a string.
const values = new Map(records.map(({ id, value }) => [id.slice(PREFIX.length), value]));

/** The number behind an assumption. A missing one is a bug of ours. */
export function usual(id: string): number {
  const value = values.get(id);
  if (value === undefined) throw new Error(`No default ${JSON.stringify(PREFIX + id)}`);
  return value;
}
