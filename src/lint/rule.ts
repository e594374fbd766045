import type * as z from 'zod';
import type { RuleFinding } from './finding.js';
import type { ProjectModel } from './project-model.js';

/** What a rule saw. A glob that matched nothing would make the clause green on nothing. */
export interface Judgement {
  readonly findings: readonly RuleFinding[];
  /** The files that the clause was about. */
  readonly judged: readonly string[];
  readonly unmatched: readonly string[];
}

/** A kind of check, as the registry holds it: options are parsed strictly before the check sees them. */
export interface Rule {
  readonly summary: string;
  /** What a scan must have looked for besides imports. */
  readonly needs: 'facts' | 'nothing';
  /** The judgement, or what is wrong with the options. */
  readonly judge: (
    project: ProjectModel,
    options: unknown,
  ) =>
    | { readonly ok: true; readonly judgement: Judgement }
    | { readonly ok: false; readonly problems: readonly string[] };
}

/** Ties a check to the schema of its options; `check` is pure. */
export function defineRule<Options>(rule: {
  readonly summary: string;
  readonly needs?: Rule['needs'];
  readonly options: z.ZodType<Options>;
  readonly check: (project: ProjectModel, options: Options) => Judgement;
}): Rule {
  return {
    summary: rule.summary,
    needs: rule.needs ?? 'nothing',
    judge: (project, options) => {
      const parsed = rule.options.safeParse(options);
      if (parsed.success) return { ok: true, judgement: rule.check(project, parsed.data) };
      const problems = parsed.error.issues.map(({ path, message }) =>
        path.length === 0 ? message : `options.${path.join('.')}: ${message}`,
      );
      return { ok: false, problems };
    },
  };
}
