import type { Problem } from '#shared/user-error.js';
import { KEBAB, kebab, LONGEST_NAME, shown } from './kebab.js';
import { isReservedPackage } from './reserved.js';

export const DEFAULT_PROJECT = 'shop';

/** Why `name` cannot name a project: it is a package, a DNS label and a prefix of other names. */
export function projectNameProblems(name: string): readonly Problem[] {
  if (name.length > LONGEST_NAME) {
    return [
      {
        code: 'PROJECT_NAME_TOO_LONG',
        message: `The project name ${shown(name)} has ${name.length} letters; ${LONGEST_NAME} is the most.`,
        hint: 'Give a shorter --project.',
      },
    ];
  }
  if (isReservedPackage(name.toLowerCase())) {
    return [
      {
        code: 'PROJECT_NAME_RESERVED',
        message: `The project name ${shown(name)} is reserved by npm, Node or an operating system.`,
        hint: `Give another --project, such as ${kebab(name, 'my')}-backend.`,
      },
    ];
  }
  if (!KEBAB.test(name)) {
    return [
      {
        code: 'PROJECT_NAME_INVALID',
        message: `The project name ${shown(name)} is not lower-case words joined by dashes, starting with a letter.`,
        hint: `Give --project ${kebab(name, DEFAULT_PROJECT)}, for example.`,
      },
    ];
  }
  return [];
}
