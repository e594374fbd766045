/** A file put together from the blueprint instead of copied from a template. */
export interface GlueFile {
  readonly path: string;
  readonly content: string;
  /** `glue:<writer>`. */
  readonly template: string;
  /** `feature:<id>`. */
  readonly from: string;
}

/** A writer names itself and its owner once, then adds files. */
export function gluedBy(writer: string, feature: string) {
  return (path: string, content: string): GlueFile => ({
    path,
    content,
    template: `glue:${writer}`,
    from: `feature:${feature}`,
  });
}
