import type { Result } from '#shared/result.js';
import { UserError } from '#shared/user-error.js';

/** The value of a step, or its problems as the error that ends the command. */
export function requireOk<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  const [first, ...rest] = result.problems;
  if (first === undefined) throw new Error('A step was refused without a reason');
  throw new UserError(first, ...rest);
}
