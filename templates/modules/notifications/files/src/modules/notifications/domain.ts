import { type Occasion, wordsFor } from './letters.ts';

export interface Recipient {
  readonly customerId: string;
  readonly email: string;
}

/** A letter to a customer, and how far it is. */
export interface Letter {
  readonly id: string;
  readonly customerId: string;
  readonly occasion: Occasion;
  readonly subject: string;
  readonly state: 'queued' | 'sent' | 'failed';
  readonly attempts: number;
  readonly lastError: string | null;
  readonly version: number;
}

export function newLetter(id: string, customerId: string, occasion: Occasion): Letter {
  const { subject } = wordsFor(occasion);
  return {
    id,
    customerId,
    occasion,
    subject,
    state: 'queued',
    attempts: 0,
    lastError: null,
    version: 0,
  };
}

/** What came of an attempt: `refused` will not change, `failed` may. */
export type Attempt =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'failed'; readonly why: string };

/** Two seconds, then three times longer each time: the last of ten attempts is about half a day after the first. */
const MOST_ATTEMPTS = 10;
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 6 * 3_600;

/** The letter after an attempt, and in how many seconds the next one is due; null when there is none. */
export function afterAttempt(
  letter: Letter,
  attempt: Attempt,
): { readonly letter: Letter; readonly againIn: number | null } {
  const attempts = letter.attempts + 1;
  if (attempt.outcome === 'sent')
    return { letter: { ...letter, state: 'sent', attempts, lastError: null }, againIn: null };
  const tried = { ...letter, attempts, lastError: attempt.why };
  if (attempt.outcome === 'refused' || attempts >= MOST_ATTEMPTS)
    return { letter: { ...tried, state: 'failed' }, againIn: null };
  const wait = FIRST_WAIT_SECONDS * 3 ** letter.attempts;
  return { letter: tried, againIn: Math.min(wait, LONGEST_WAIT_SECONDS) };
}
