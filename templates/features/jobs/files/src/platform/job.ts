import * as z from 'zod';
import { type Call, newId } from '#platform/call.ts';
import type { Sql } from '#platform/postgres.ts';
import type { Schedule } from '#platform/schedule.ts';

declare module '#platform/module.ts' {
  interface ModuleParts {
    /** Work that runs beside requests and messages. */
    readonly jobs?: readonly Job[];
  }
}

/** A kind of work, as data. It runs because it was enqueued with a change, or because its schedule says so. */
export interface Job {
  readonly name: string;
  readonly input: z.ZodType;
  readonly schedule: Schedule | undefined;
  /** After so many failures it is set aside as dead. */
  readonly attempts: number;
  /** A run that takes longer has failed. */
  readonly limitMs: number;
  readonly run: (call: Call, input: never) => Promise<unknown>;
}

const NOTHING = z.object({});

/**
 * Declares a job. Like the handler of a message, a run makes one commit, and a run that is repeated (because its
 * process died, or was thought to have) finds that commit done.
 */
export function job<I extends z.ZodType = typeof NOTHING>(definition: {
  readonly name: string;
  readonly input?: I;
  readonly schedule?: Schedule;
  readonly attempts?: number;
  readonly limitMs?: number;
  readonly run: (call: Call, input: z.output<I>) => Promise<unknown>;
}): Job {
  const { input, schedule } = definition;
  if (schedule && input?.safeParse({}).success === false)
    throw new Error(`${definition.name} has a schedule, so it must do with the input {}`);
  return {
    attempts: 8,
    limitMs: 10 * 60_000,
    ...definition,
    schedule,
    input: input ?? NOTHING,
  } as unknown as Job;
}

/** Enqueues a job in the unit of work of a store: with the change that it is about, or not at all. */
export async function enqueue(
  sql: Sql,
  call: Call,
  name: string,
  input: unknown,
  { notBefore }: { readonly notBefore?: Date } = {},
): Promise<void> {
  await sql(
    `insert into job (id, name, input, trace, tenant, due_at)
     values ($1, $2, $3, $4, $5, coalesce($6, now()))`,
    [
      newId(call, `job ${name} ${JSON.stringify(input)}`),
      name,
      JSON.stringify(input),
      call.trace,
      call.tenant ?? null,
      notBefore ?? null,
    ],
  );
}
