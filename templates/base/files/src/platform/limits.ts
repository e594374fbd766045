import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Actor } from './call.ts';
import type { Config } from './config.ts';
import type { Rate } from './config-fields.ts';
import { Refusal } from './errors.ts';
import type { Log } from './log.ts';
import type { Route } from './routes.ts';

/** Counts what was asked for. In memory it counts for one process; an extension can count for all of them. */
export interface Limits {
  /** One more for this key in its current window; the first one opens a window of `seconds`. */
  count(
    key: string,
    seconds: number,
  ): Promise<{ readonly count: number; readonly resetsIn: number }>;
}

const MOST_KEYS = 20_000;

export function memoryLimits(now: () => number = Date.now): Limits {
  const windows = new Map<string, { count: number; readonly endsAt: number }>();
  const makeRoom = () => {
    for (const [key, { endsAt }] of windows) if (endsAt <= now()) windows.delete(key);
    // Many at once, the oldest first, so that a crowd of addresses does not make each request slow.
    const tooMany = windows.size - MOST_KEYS / 2;
    if (tooMany > 0) for (const key of [...windows.keys()].slice(0, tooMany)) windows.delete(key);
  };
  return {
    count: async (key, seconds) => {
      const known = windows.get(key);
      const window =
        known && known.endsAt > now() ? known : { count: 0, endsAt: now() + seconds * 1000 };
      if (!known && windows.size >= MOST_KEYS) makeRoom();
      window.count += 1;
      windows.set(key, window);
      return { count: window.count, resetsIn: Math.ceil((window.endsAt - now()) / 1000) };
    },
  };
}

/** Says that it is too much, and when to come again. */
export class TooMany extends Refusal {
  readonly headers: Readonly<Record<string, string>>;

  constructor(headers: Readonly<Record<string, string>>) {
    super('too-many-requests', 429, 'Too many requests: wait as long as Retry-After says');
    this.headers = headers;
  }
}

interface Limit {
  readonly name: string;
  readonly whose: string;
  readonly rate: Rate;
}

/** Lets a request pass, with the headers that tell what is left, or refuses it. Reads are not limited. */
export async function admit(
  limits: Limits,
  config: Config,
  log: Log,
  asked: { route: Route; actor: Actor; address: string; input: object },
): Promise<Readonly<Record<string, string>>> {
  const policies: string[] = [];
  const left: string[] = [];
  let retryAfter = 0;
  for (const { name, whose, rate } of limitsOn(config, asked)) {
    // Counters outlive a configuration: a window of another length is another one.
    const key = `${name}/${rate.seconds}:${whose}`;
    const counted = await limits.count(key, rate.seconds).catch((error: unknown) => {
      // Refusing everybody would be worse than counting nobody for a while.
      log.warn({ error }, 'requests cannot be counted');
      return { count: 0, resetsIn: rate.seconds };
    });
    policies.push(`"${name}";q=${rate.max};w=${rate.seconds}`);
    left.push(`"${name}";r=${Math.max(0, rate.max - counted.count)};t=${counted.resetsIn}`);
    if (counted.count > rate.max) retryAfter = Math.max(retryAfter, counted.resetsIn);
  }
  if (policies.length === 0) return {};
  const headers = { 'ratelimit-policy': policies.join(', '), ratelimit: left.join(', ') };
  if (retryAfter > 0) throw new TooMany({ ...headers, 'retry-after': String(retryAfter) });
  return headers;
}

function limitsOn(
  config: Config,
  { route, actor, address, input }: { route: Route; actor: Actor; address: string; input: object },
): Limit[] {
  if (!route.attempt && route.method === 'GET') return [];
  const from = network(address);
  if (!route.attempt) {
    const whose = actor.kind === 'anonymous' ? from : actor.id;
    return [{ name: 'writes', whose, rate: config.RATE_LIMIT_WRITES }];
  }
  const account = route.attempt(input as never);
  return [
    { name: 'attempts-per-address', whose: from, rate: config.RATE_LIMIT_ATTEMPTS_PER_ADDRESS },
    ...(account === null
      ? []
      : [
          {
            name: 'attempts-per-account',
            // Wherever this is counted, nobody needs to read who signs in.
            whose: createHash('sha256').update(account).digest('hex'),
            rate: config.RATE_LIMIT_ATTEMPTS_PER_ACCOUNT,
          },
        ]),
  ];
}

/** One customer has a whole /64 of IPv6 addresses. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, 4).join(':');
}
