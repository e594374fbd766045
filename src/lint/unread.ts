import type { Problem } from '#shared/user-error.js';
import type { ProjectModel, UnreadablePlace } from './project-model.js';

/** Places named in one problem; the others are counted. */
const MOST_NAMED = 5;

/** Problems for what the system does not open: folders in one, files in one, the first of them by name. */
export function refused({ unreadable }: ProjectModel): Problem[] {
  const problem = (kind: UnreadablePlace['kind'], code: string, what: string): Problem[] => {
    const places = unreadable.filter((place) => place.kind === kind);
    const named = places.slice(0, MOST_NAMED).map(({ path, reason }) => `${path} (${reason})`);
    const more = places.length > named.length ? `, and ${places.length - named.length} more` : '';
    const amount = `${places.length} ${kind}${places.length === 1 ? '' : 's'}`;
    return places.length === 0
      ? []
      : [
          {
            code,
            message: `${what} ${amount} that may not be read: ${named.join(', ')}${more}`,
            hint: 'Allow reading, check as somebody who may, or name the folder in .gitignore to leave it out',
          },
        ];
  };
  return [
    ...problem('folder', 'FOLDERS_NOT_JUDGED', 'Nothing is known of what is in'),
    ...problem('file', 'FILES_NOT_JUDGED', 'Nothing is known of what is said in'),
  ];
}

/** A problem for each file of a clause that was opened and tells no imports. */
export function notUnderstood(project: ProjectModel, judged: ReadonlySet<string>): Problem[] {
  const told = new Set(project.unreadable.map(({ path }) => path));
  return project.skipped
    .filter(({ path }) => judged.has(path) && !told.has(path))
    .map(({ path, reason }) => ({
      code: 'FILE_NOT_JUDGED',
      message: `The imports of ${path} are unknown: ${reason}`,
      hint: 'Correct the file, or leave it out of the clauses that name it',
    }));
}
