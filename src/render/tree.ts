import { byCodeUnit } from '#shared/order.js';
import { isRelPath } from '#shared/rel-path.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import type { Draft } from './copy.js';
import { broken } from './problems.js';
import type { FileTree, RenderedFile } from './rendered-file.js';

/** What is left of bytes that were read as text and are none. */
const NOT_TEXT = ['\0', '\uFFFD'];

/** Checks paths against each other and sorts them; two files may never meet on any file system. */
export function treeOf(drafts: readonly Draft[]): Result<FileTree> {
  const files: RenderedFile[] = [];
  const problems: Problem[] = [];
  const owners = new Map<string, Draft>();
  const folders = new Map<string, Draft>();
  for (const draft of drafts) {
    const { path, content, owner, template, from } = draft;
    if (!isRelPath(path)) {
      problems.push(broken('PATH_INVALID', `${template} would be written to ${path}.`));
      continue;
    }
    if (NOT_TEXT.some((sign) => content.includes(sign))) problems.push(notText(template));
    const first = owners.get(path.toLowerCase());
    if (first) problems.push(twice(path, first, draft));
    owners.set(path.toLowerCase(), draft);
    for (const folder of foldersOf(path)) folders.set(folder.toLowerCase(), draft);
    files.push({ path, content, executable: content.startsWith('#!'), owner, template, from });
  }
  for (const [path, draft] of owners) {
    const inside = folders.get(path);
    if (inside) problems.push(twice(draft.path, draft, inside));
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: files.toSorted((a, b) => byCodeUnit(a.path, b.path)) };
}

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function notText(template: string): Problem {
  return broken(
    'FILE_NOT_TEXT',
    `${template} is not UTF-8 text; a repo in memory holds text only.`,
  );
}

function twice(path: string, first: Draft, second: Draft): Problem {
  return broken(
    'PATH_TWICE',
    `${path} comes from ${first.from} (${first.template}) and ${second.from} (${second.template}).`,
  );
}
