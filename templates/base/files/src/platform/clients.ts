import { AsyncLocalStorage } from 'node:async_hooks';
import type { Call } from './call.ts';
import { Refusal } from './errors.ts';
import type { Contract } from './contract.ts';
import { asTenant } from './tenant.ts';
import { inSpan } from './tracing.ts';

export type Client = Readonly<Record<string, (call: Call, input: unknown) => Promise<unknown>>>;
export type Methods = Readonly<Record<string, (call: Call, input: never) => Promise<unknown>>>;

/** True while a store is inside a transaction: asking another module there would be wrong over a network. */
const unitOfWork = new AsyncLocalStorage<true>();

export function insideUnitOfWork<T>(run: () => Promise<T>): Promise<T> {
  return unitOfWork.run(true, run);
}

const overTheWire = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** Runs a method the way a remote caller sees it: parsed, copied and cut off at the deadline. */
export async function callMethod(
  contract: Contract,
  methods: Methods,
  name: string,
  call: Call,
  input: unknown,
): Promise<unknown> {
  const schema = contract.methods[name];
  const method = methods[name];
  if (!schema || !method) throw new Error(`${contract.name} has no method ${name}`);
  if (Date.now() > call.deadline)
    throw new Refusal('deadline-exceeded', 504, `${contract.name}.${name} came too late`);
  const parsed = schema.input.parse(overTheWire(input)) as never;
  const output = await asTenant(call.tenant, () => method(overTheWire(call) as Call, parsed));
  return schema.output.parse(overTheWire(output));
}

/** A client for a module: `send` is in process or over HTTP, and behaves the same. */
export function clientOf(
  contract: Contract,
  send: (method: string, call: Call, input: unknown) => Promise<unknown>,
): Client {
  const client: Record<string, Client[string]> = {};
  for (const name of Object.keys(contract.methods)) {
    client[name] = async (call, input) => {
      if (unitOfWork.getStore()) {
        throw new Error(
          `${contract.name}.${name} was called inside a unit of work: load first, then save`,
        );
      }
      return inSpan('internal', `${contract.name}.${name}`, call.trace, {}, (trace) =>
        send(name, { ...call, trace }, input),
      );
    };
  }
  return client;
}
