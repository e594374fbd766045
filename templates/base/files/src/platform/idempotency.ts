import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './call.ts';
import { Refusal } from './errors.ts';
import type { Route } from './routes.ts';
import { ANSWER_WITHIN_MS, type Inbox } from './storage.ts';

const ASK_AGAIN_MS = 25;

export type KeyedCall = Call & { readonly idempotencyKey: string; readonly requestHash: string };

/** The call of a request that says: however often you get this, do it once. `said` is what it asks for. */
export function keyed(route: Route, call: Call, key: string, said: readonly unknown[]): KeyedCall {
  if (key.length === 0 || key.length > 255)
    throw new Refusal('invalid-request', 400, 'Idempotency-Key must have 1 to 255 characters');
  const { actor, tenant } = call;
  const whose = JSON.stringify([actor.id, key, ...(tenant === undefined ? [] : [tenant])]);
  return {
    ...call,
    idempotencyKey: `http:${route.method} ${route.path}:${createHash('sha256').update(whose).digest('hex')}`,
    // A body may hold a password, and whoever reads the inbox could guess it from a plain hash. So the hash is keyed
    // with what only the client knows, and that is not kept.
    requestHash: createHmac('sha256', key).update(JSON.stringify(said)).digest('hex'),
  };
}

/** Answers a repeated request with what was answered the first time; all of several at once with what one of them did. */
export async function answerOnce<Answer>(
  inbox: Inbox,
  call: KeyedCall,
  answer: () => Promise<Answer>,
  parse: (kept: unknown) => Answer,
): Promise<Answer> {
  const before = await sameRequest(inbox, call);
  if (before?.response) return parse(before.response);
  try {
    const mine = await answer();
    const kept = await inTime(() => inbox.respond(call.idempotencyKey, call.trace, mine));
    return kept ? parse(kept) : mine;
  } catch (error) {
    if (!(error instanceof Refusal) || !(await sameRequest(inbox, call))) throw error;
    // It lost against itself: what is refused here is what the other one has just done.
    const won = await inTime(async () => (await inbox.find(call.idempotencyKey))?.response);
    if (!won) throw error;
    return parse(won);
  }
}

async function sameRequest(inbox: Inbox, call: KeyedCall) {
  const before = await inbox.find(call.idempotencyKey);
  if (before && before.requestHash !== call.requestHash) {
    throw new Refusal(
      'idempotency-key-reused',
      422,
      'This Idempotency-Key was used for a different request',
    );
  }
  return before;
}

/** Asks until there is something, for as long as the other one may take. */
async function inTime(ask: () => Promise<unknown>): Promise<unknown> {
  const until = Date.now() + ANSWER_WITHIN_MS * 2;
  for (;;) {
    const found = await ask();
    if (found || Date.now() > until) return found;
    await sleep(ASK_AGAIN_MS);
  }
}
