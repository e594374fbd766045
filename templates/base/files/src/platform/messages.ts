import * as z from 'zod';
import type { Call } from './call.ts';
import type { Contract } from './contract.ts';

/** An event or a command, as a use case hands it to its store. */
export interface Message {
  readonly type: string;
  /** Messages with the same key leave in the order they were written; how far that order goes is the broker's part. */
  readonly key: string;
  readonly payload: unknown;
  /** It leaves that much later; until then it holds up nothing. */
  readonly delaySeconds?: number;
}

/** A message on its way: what the outbox keeps and a broker carries. */
export const Envelope = z.object({
  id: z.string(),
  type: z.string(),
  key: z.string(),
  payload: z.unknown(),
  trace: z.string(),
  tenant: z.string().optional(),
  producer: z.string(),
  occurredAt: z.string(),
});
export type Envelope = z.infer<typeof Envelope>;

/** Makes a message of another (or the own) module's contract; a wrong payload is a bug and throws. */
export function message<C extends Contract, T extends keyof C['messages'] & string>(
  contract: C,
  type: T,
  key: string,
  payload: z.input<C['messages'][T]>,
  options: Pick<Message, 'delaySeconds'> = {},
): Message {
  const schema = contract.messages[type];
  if (!schema) throw new Error(`${contract.name} declares no message ${type}`);
  return { type, key, payload: schema.parse(payload), ...options };
}

export interface Subscription {
  readonly type: string;
  readonly schema: z.ZodType;
  readonly handle: (call: Call, payload: unknown) => Promise<unknown>;
}

/** Handles a message type of a contract. Delivered at least once; the store drops repetitions. */
export function on<C extends Contract, T extends keyof C['messages'] & string>(
  contract: C,
  type: T,
  handle: (call: Call, payload: z.output<C['messages'][T]>) => Promise<unknown>,
): Subscription {
  const schema = contract.messages[type];
  if (!schema) throw new Error(`${contract.name} declares no message ${type}`);
  return { type, schema, handle: handle as Subscription['handle'] };
}

/** Handles a message of a module that need not be part of this system: `schema` is what is read of it here. */
export function onOptional<S extends z.ZodType>(
  type: string,
  schema: S,
  handle: (call: Call, payload: z.output<S>) => Promise<unknown>,
): Subscription {
  return { type, schema, handle: handle as Subscription['handle'] };
}
