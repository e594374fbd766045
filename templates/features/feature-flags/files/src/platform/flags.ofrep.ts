import {
  type EvaluationContext,
  FlagNotFoundError,
  GeneralError,
  type JsonValue,
  type Provider,
  type ResolutionDetails,
  TypeMismatchError,
} from '@openfeature/server-sdk';
import { circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import * as z from 'zod';

const AWAY_MS = 2_000;

const Evaluated = z.object({
  value: z.json(),
  variant: z.string().optional(),
  reason: z.string().optional(),
});

/** Any service that speaks the OpenFeature Remote Evaluation Protocol: flagd, GO Feature Flag, Flipt and others. */
export class OfrepFlags implements Provider {
  readonly metadata = { name: 'ofrep' };
  readonly runsOn = 'server';
  readonly #base: string;
  readonly #patienceMs: number;
  readonly #headers: Readonly<Record<string, string>>;
  // An answer, even "there is no such flag", is no reason to stop asking.
  readonly #breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof FlagNotFoundError)),
    { halfOpenAfter: AWAY_MS, breaker: new ConsecutiveBreaker(3) },
  );

  /** A flag is asked for in the middle of a request: who does not answer in `patienceMs` is not waited for. */
  constructor(url: string, token: string | undefined, patienceMs: number) {
    this.#base = url.replace(/\/$/, '');
    this.#patienceMs = patienceMs;
    this.#headers = {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
  }

  resolveBooleanEvaluation = (flag: string, _otherwise: boolean, context: EvaluationContext) =>
    this.#evaluate(flag, context, z.boolean());
  resolveStringEvaluation = (flag: string, _otherwise: string, context: EvaluationContext) =>
    this.#evaluate(flag, context, z.string());
  resolveNumberEvaluation = (flag: string, _otherwise: number, context: EvaluationContext) =>
    this.#evaluate(flag, context, z.number());
  resolveObjectEvaluation = <T extends JsonValue>(
    flag: string,
    _otherwise: T,
    context: EvaluationContext,
  ) => this.#evaluate(flag, context, z.json()) as Promise<ResolutionDetails<T>>;

  async #evaluate<T>(
    flag: string,
    context: EvaluationContext,
    type: z.ZodType<T>,
  ): Promise<ResolutionDetails<T>> {
    const { value, variant, reason } = await this.#breaker.execute(() => this.#ask(flag, context));
    const parsed = type.safeParse(value);
    if (!parsed.success) throw new TypeMismatchError(`${flag} has another type`);
    return {
      value: parsed.data,
      ...(variant !== undefined && { variant }),
      ...(reason !== undefined && { reason }),
    };
  }

  async #ask(flag: string, context: EvaluationContext): Promise<z.output<typeof Evaluated>> {
    const answer = await fetch(
      `${this.#base}/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)}`,
      {
        method: 'POST',
        headers: this.#headers,
        body: JSON.stringify({ context }),
        signal: AbortSignal.timeout(this.#patienceMs),
      },
    ).catch((error: unknown) => {
      throw new GeneralError(String(error));
    });
    const body: unknown = await answer.json().catch(() => null);
    if (answer.status === 404) throw new FlagNotFoundError(`There is no flag ${flag}`);
    const evaluated = Evaluated.safeParse(body);
    if (!answer.ok || !evaluated.success) throw new GeneralError(`answered ${answer.status}`);
    return evaluated.data;
  }
}
