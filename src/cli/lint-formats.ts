/** The forms in which a check can be reported. */
export const FORMATS = [
  'text',
  'json',
  'imports',
  'github',
  'gitlab',
  'sarif',
  'junit',
  'markdown',
  'mermaid',
  'dot',
  'html',
] as const;
export type Format = (typeof FORMATS)[number];
