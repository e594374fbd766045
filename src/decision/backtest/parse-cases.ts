import type { Result } from '#shared/result.js';
import { Case } from '#knowledge/case.js';

/** Reads a list of cases, or a file with a `cases` list; says of each bad case what is wrong with it. */
export function parseCases(raw: unknown, name: string): Result<readonly Case[]> {
  const list = listIn(raw);
  if (list === undefined || list.length === 0) {
    const message = `${name} holds no list of cases.`;
    const hint = 'See create-backend schema cases; a case is one published decision.';
    return { ok: false, problems: [{ code: 'CASES_EMPTY', message, hint }] };
  }
  const parsed = list.map((one) => Case.safeParse(one));
  const problems = parsed.flatMap(({ error }, index) => {
    const issue = error?.issues[0];
    if (issue === undefined) return [];
    const message = `${name}: case ${index + 1}, ${issue.path.join('.')}: ${issue.message}.`;
    return [{ code: 'CASE_INVALID', message, hint: 'See create-backend schema cases.' }];
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: parsed.flatMap(({ data }) => data ?? []) };
}

function listIn(raw: unknown): readonly unknown[] | undefined {
  if (Array.isArray(raw)) return raw;
  const inside = typeof raw === 'object' && raw !== null && 'cases' in raw ? raw.cases : undefined;
  return Array.isArray(inside) ? inside : undefined;
}
