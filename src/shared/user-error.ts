/** A problem as data: what happened, where, and what to do next. The code is stable. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** What has to be changed: a flag, a key of a file, a path. */
  readonly where?: string;
}

/** Something the user can put right. Printed as one line, without a stack; exit code 2 unless said otherwise. */
export class UserError extends Error implements Problem {
  readonly code: string;
  readonly hint: string;
  readonly problems: readonly Problem[];

  constructor(...problems: readonly [Problem, ...Problem[]]) {
    super(problems[0].message);
    this.name = 'UserError';
    this.code = problems[0].code;
    this.hint = problems[0].hint;
    this.problems = problems;
  }
}
