import type { PatternId } from '#shared/pattern-id.js';

/** A generated repo that the wide run looks at; each lies in a folder of its id. */
export interface WideRepo {
  readonly id: string;
  readonly pattern: PatternId;
  readonly features: readonly string[];
}

export const PROJECT = 'shop';
export const MODULES = ['users', 'inventory', 'orders', 'payments', 'invoices'];

export const REPOS = [
  { id: 'modular-monolith', pattern: 'modular-monolith', features: ['ci-gitlab', 'backstage'] },
  { id: 'microservices', pattern: 'microservices', features: [] },
  { id: 'event-driven-kafka', pattern: 'event-driven', features: ['broker-kafka'] },
  { id: 'serverless', pattern: 'serverless', features: [] },
  { id: 'serverless-dynamodb', pattern: 'serverless', features: ['dynamodb'] },
] as const satisfies readonly WideRepo[];

/** For tests of each: the name to print, then the repo. */
export const NAMED_REPOS = REPOS.map((repo) => [repo.id, repo] as const);

export type RepoId = (typeof REPOS)[number]['id'];

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the generated repos of this run lie. */
    wideFolder: string;
  }
  interface TaskMeta {
    /** What a check looked at, for the table at the end. */
    figures?: string;
  }
}
