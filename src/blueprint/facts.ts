import * as z from 'zod';
import { ModuleFacts } from '#patterns/module-facts.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';

const FACTS_FILE = /^modules\/([^/]+)\/module\.json$/;

/** The facts of every module template, by template name, from the files below `templates/`. */
export function readFacts(
  files: ReadonlyMap<string, string>,
): Result<ReadonlyMap<string, ModuleFacts>> {
  const facts = new Map<string, ModuleFacts>();
  const problems: Problem[] = [];
  for (const [path, text] of files) {
    const template = FACTS_FILE.exec(path)?.[1];
    if (template === undefined) continue;
    const parsed = parse(text);
    if (!parsed.ok) problems.push(unreadable(path, parsed.why));
    else if (parsed.facts.name !== template) {
      problems.push(unreadable(path, `it calls itself ${parsed.facts.name}`));
    } else facts.set(template, parsed.facts);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: facts };
}

type Parsed =
  | { readonly ok: true; readonly facts: ModuleFacts }
  | { readonly ok: false; readonly why: string };

function parse(text: string): Parsed {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, why: 'it is not JSON' };
  }
  const result = ModuleFacts.safeParse(json);
  if (result.success) return { ok: true, facts: result.data };
  return { ok: false, why: z.prettifyError(result.error) };
}

function unreadable(path: string, why: string): Problem {
  return {
    code: 'MODULE_FACTS_INVALID',
    message: `templates/${path} cannot be used: ${why}.`,
    hint: 'Install create-backend again; if it stays, its templates are broken: report it.',
  };
}
