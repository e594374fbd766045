import type { Call } from './call.ts';
import { Refusal } from './errors.ts';

/** Refuses to change another version than the one the caller has seen (`If-Match`). */
export function expectVersion(call: Call, version: number): void {
  if (call.expectedVersion !== undefined && call.expectedVersion !== version) throw changed();
}

/** A thing as it is after its store saved it. */
export function saved<T extends { readonly version: number }>(thing: T): T {
  return { ...thing, version: thing.version + 1 };
}

export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version that an `If-Match` header names; `*` and none ask for any. */
export function versionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const version = /^"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  // A weak or unknown tag matches no version.
  if (version === undefined) throw changed();
  return Number(version);
}

const changed = () =>
  new Refusal('precondition-failed', 412, 'It was changed since: load it again, then change it');
