import { at, isRecord, list } from './finding.js';

/** One resource or data source of a state, wherever its module stands. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Every resource below a module of a state, as `terraform show -json` and `terraform test -json` spell it. */
export function resourcesOf(module: unknown): readonly Resource[] {
  const own = list(at(module, 'resources')).map((one) => {
    const values = at(one, 'values');
    return {
      address: String(at(one, 'address')),
      type: `${at(one, 'mode') === 'data' ? 'data.' : ''}${String(at(one, 'type'))}`,
      values: isRecord(values) ? values : {},
    };
  });
  return [...own, ...list(at(module, 'child_modules')).flatMap(resourcesOf)];
}

/** The state that a run of `terraform test -json -verbose` ended with. */
export function stateOf(output: string): unknown {
  const line = output.split('\n').find((one) => one.includes('"type":"test_state"'));
  if (line === undefined) throw new Error(`no state in the output of terraform test:\n${output}`);
  const message: unknown = JSON.parse(line);
  return at(message, 'test_state', 'root_module');
}

/** The first element of a block, which states spell as a list. */
export function block(values: unknown, ...names: readonly string[]): unknown {
  return names.reduce((inner, name) => list(at(inner, name))[0], values);
}
