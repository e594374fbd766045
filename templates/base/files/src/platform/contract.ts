import type * as z from 'zod';
import type { Call } from './call.ts';

/** A module's public language: all that other modules may import of it. */
export interface Contract {
  readonly name: string;
  /** Idempotent reads that other modules may ask for. */
  readonly methods: Readonly<
    Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>
  >;
  /** Events it publishes and commands it accepts, by full type: `<module>.<what>.v<N>`. */
  readonly messages: Readonly<Record<string, z.ZodType>>;
  /** Error code to HTTP status. */
  readonly errors: Readonly<Record<string, number>>;
}

export type MethodsOf<C extends Contract> = {
  readonly [M in keyof C['methods']]: (
    call: Call,
    input: z.input<C['methods'][M]['input']>,
  ) => Promise<z.output<C['methods'][M]['output']>>;
};
