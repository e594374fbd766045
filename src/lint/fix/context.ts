import type { ImportTarget, ProjectModel } from '../project-model.js';

/** What fixes are made from; texts and resolution come from outside, so that they can be drawn in tests. */
export interface FixContext {
  readonly project: ProjectModel;
  /** The text of a source file; undefined where it cannot be read. */
  readonly textOf: (path: string) => string | undefined;
  /** Where an import would lead. */
  readonly resolve: (from: string, specifier: string) => ImportTarget;
}
