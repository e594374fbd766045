import type { Given } from '#answers/complete-answers.js';
import type { ArchitectureFile, Blueprint } from '#architecture/schema.js';
import type { Catalogue } from '#patterns/catalogue.js';
import type { Templates } from './templates.js';

/** All that a generated repo depends on. No clock: the same input gives the same bytes on any day. */
export interface RenderInput {
  readonly blueprint: Blueprint;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly packageManager: Given<'packageManager'>;
  readonly decision: ArchitectureFile['decision'];
  /** Text of the first decision record, or null when nothing was decided. */
  readonly adr: string | null;
  readonly templates: Templates;
  readonly catalogue: Catalogue;
  readonly generatorVersion: string;
}
