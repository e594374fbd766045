/**
 * What arch-lint tells, in editors and wherever ESLint runs: `errors` and `warnings`, by the architecture.json
 * nearest above a file or else without configuration. One check a project, again when a file was saved.
 */
declare const plugin: {
  readonly meta: { readonly name: string; readonly version: string };
  readonly rules: Readonly<Record<'errors' | 'warnings', object>>;
  readonly configs: {
    /** Both rules, for `eslint.config.js`. */
    readonly recommended: {
      readonly name: string;
      readonly plugins: Readonly<Record<string, object>>;
      readonly rules: Readonly<Record<string, 'error' | 'warn'>>;
    };
  };
};
export default plugin;
