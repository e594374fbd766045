import { drawProject } from './draw-project.js';
import type { RuleFinding } from './finding.js';
import type { Judgement, Rule } from './rule.js';

/** What a rule says of a drawn project, for tests; options that it refuses are an error. */
export function judgeDrawing(
  rule: Rule,
  drawing: Parameters<typeof drawProject>[0],
  options: Readonly<Record<string, unknown>> = {},
): Judgement & { readonly told: readonly string[] } {
  const outcome = rule.judge(drawProject(drawing), options);
  if (!outcome.ok) throw new Error(outcome.problems.join());
  return { ...outcome.judgement, told: outcome.judgement.findings.map(tell) };
}

function tell({ code, file, line, message }: RuleFinding): string {
  return `${code} ${file}:${line} ${message}`;
}
