import { UserError, type Problem } from '#shared/user-error.js';

type Where = string | ((problem: Problem) => string | undefined);

/** The problems with what has to be changed; what they say about it themselves counts more. */
export function located(problems: readonly Problem[], where: Where): readonly Problem[] {
  return problems.map((problem) => {
    const found = problem.where ?? (typeof where === 'string' ? where : where(problem));
    return found === undefined ? problem : { ...problem, where: found };
  });
}

/** Carries something out, and says of what goes wrong where it is. */
export async function locating<Value>(where: Where, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first, ...rest] = located(error.problems, where);
    if (first === undefined) throw error;
    throw new UserError(first, ...rest);
  }
}
