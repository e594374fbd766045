import { readFileSync, statSync } from 'node:fs';
import { FlagdCore } from '@openfeature/flagd-core';
import type { EvaluationContext, JsonValue, Provider } from '@openfeature/server-sdk';
import type { Log } from '#platform/log.ts';

const LOOK_AGAIN_MS = 200;

/** Flags of a file in flagd's format, read again when it changes: for development. */
export class FileFlags implements Provider {
  readonly metadata = { name: 'file' };
  readonly runsOn = 'server';
  readonly #path: string;
  readonly #log: Log;
  #flags = new FlagdCore();
  #looked = 0;
  #seen = '';

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  resolveBooleanEvaluation = async (flag: string, otherwise: boolean, context: EvaluationContext) =>
    this.#current().resolveBooleanEvaluation(flag, otherwise, context);
  resolveStringEvaluation = async (flag: string, otherwise: string, context: EvaluationContext) =>
    this.#current().resolveStringEvaluation(flag, otherwise, context);
  resolveNumberEvaluation = async (flag: string, otherwise: number, context: EvaluationContext) =>
    this.#current().resolveNumberEvaluation(flag, otherwise, context);
  resolveObjectEvaluation = async <T extends JsonValue>(
    flag: string,
    otherwise: T,
    context: EvaluationContext,
  ) => this.#current().resolveObjectEvaluation(flag, otherwise, context);

  /** What the file says now. While it cannot be read, what it said before. */
  #current(): FlagdCore {
    if (Date.now() - this.#looked < LOOK_AGAIN_MS) return this.#flags;
    this.#looked = Date.now();
    try {
      const { mtimeMs, size } = statSync(this.#path);
      const seen = `${mtimeMs} ${size}`;
      if (seen === this.#seen) return this.#flags;
      const flags = new FlagdCore();
      flags.setConfigurations(readFileSync(this.#path, 'utf8'));
      this.#flags = flags;
      this.#seen = seen;
    } catch (error) {
      this.#log.warn({ error, path: this.#path }, 'the file of flags cannot be read');
    }
    return this.#flags;
  }
}
