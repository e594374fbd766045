import type { Contract } from './contract.ts';

/** An expected "no" that a module's contract names: the caller is told the code and the detail. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly errors: ProblemDetails['errors'];

  constructor(code: string, status: number, detail: string, errors?: ProblemDetails['errors']) {
    super(detail);
    this.errors = errors;
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

/** Refuses with one of the errors that the contract declares. */
export function refuse<C extends Contract>(
  contract: C,
  code: keyof C['errors'] & string,
  detail: string,
): Refusal {
  return new Refusal(code, contract.errors[code] ?? 500, detail);
}

/** Somebody else changed the same thing first. The platform runs the use case again. */
export class VersionConflict extends Error {
  constructor(what: string) {
    super(`${what} was changed by somebody else in the meantime`);
    this.name = 'VersionConflict';
  }
}

/** Runs a use case again when it lost a race: it loads anew and decides anew. */
export async function retryOnConflict<T>(run: () => Promise<T>, attempts = 5): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      if (attempt === attempts) throw new Refusal('conflict', 409, error.message);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}

/** RFC 9457 problem details: what a caller is told about any error. Never carries a stack. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export function problem(
  code: string,
  status: number,
  detail: string,
  errors?: ProblemDetails['errors'],
): ProblemDetails {
  const title = code.replaceAll('-', ' ');
  return { type: `urn:problem:${code}`, title, status, detail, code, ...(errors && { errors }) };
}

/** What to answer for an error; `null` means a bug, which is logged and answered with a plain 500. */
export function toProblem(error: unknown): ProblemDetails | null {
  return error instanceof Refusal
    ? problem(error.code, error.status, error.message, error.errors)
    : null;
}
