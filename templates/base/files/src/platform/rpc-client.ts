import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import * as z from 'zod';
import type { Call } from './call.ts';
import { type Client, clientOf } from './clients.ts';
import type { Config } from './config.ts';
import { Refusal } from './errors.ts';
import type { Contract } from './contract.ts';
import { serviceToken } from './tokens.ts';
import { inSpan } from './tracing.ts';

class Unavailable extends Error {}
const Refused = z.object({ code: z.string(), status: z.number(), detail: z.string() });

/** Where the process that hosts a module listens: `APP_URL_<MODULE>`. */
export function appUrl(moduleName: string, env: NodeJS.ProcessEnv): string {
  const key = `APP_URL_${moduleName.replaceAll('-', '_').toUpperCase()}`;
  const url = env[key];
  if (!url)
    throw new Error(
      `${key} is required here and not set: the base URL of the app that hosts ${moduleName}`,
    );
  return url;
}

/** Asks a module in another process. Methods are idempotent reads, so a lost answer is asked for again. */
export function remoteClient(
  contract: Contract,
  from: string,
  config: Config,
  env: NodeJS.ProcessEnv,
): Client {
  const base = appUrl(contract.name, env);
  const secret = config.SERVICE_SECRET;
  if (!secret)
    throw new Error('SERVICE_SECRET is required where modules call each other over the network');
  const transient = handleWhen((error) => error instanceof Unavailable);
  const policy = wrap(
    retry(transient, {
      maxAttempts: 2,
      backoff: new ExponentialBackoff({ initialDelay: 30, maxDelay: 300 }),
    }),
    circuitBreaker(transient, { halfOpenAfter: 2_000, breaker: new ConsecutiveBreaker(8) }),
  );
  return clientOf(contract, async (method, call, input) => {
    const output = await policy
      .execute(async () => {
        const url = `${base}/rpc/${contract.name}/${method}`;
        const token = await serviceToken(secret, from, contract.name);
        // A span for each try, so that a trace shows what was asked again.
        return inSpan(
          'client',
          `POST ${contract.name}/${method}`,
          call.trace,
          { 'url.full': url },
          (trace) => ask(url, token, { ...call, trace }, input),
        );
      })
      .catch((error: unknown) => {
        if (!(error instanceof Unavailable) && !isBrokenCircuitError(error)) throw error;
        throw new Refusal(
          'dependency-unavailable',
          503,
          `${contract.name} does not answer at the moment`,
        );
      });
    return contract.methods[method]?.output.parse(output);
  });
}

async function ask(url: string, token: string, call: Call, input: unknown): Promise<unknown> {
  const patience = call.deadline - Date.now();
  if (patience <= 0) throw new Refusal('deadline-exceeded', 504, `no time left to ask ${url}`);
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      traceparent: call.trace,
    },
    body: JSON.stringify({ call, input }),
    signal: AbortSignal.timeout(patience),
  }).catch((error: unknown) => {
    throw new Unavailable(String(error));
  });
  if (answer.ok) return ((await answer.json()) as { output: unknown }).output;
  const refused = Refused.safeParse(await answer.json().catch(() => null));
  if (answer.status >= 500 && answer.status !== 504)
    throw new Unavailable(`${url} answered ${answer.status}`);
  // It is this app that was not let in, not the user.
  if (refused.success && refused.data.code !== 'unauthenticated')
    throw new Refusal(refused.data.code, refused.data.status, refused.data.detail);
  throw new Error(`${url} answered ${answer.status}`);
}
