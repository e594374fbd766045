import { UserError } from '#shared/user-error.js';
import { systemCode } from '../file-system.js';

/** Turns what the system said into something the user can put right; bugs and our own errors pass through. */
export function writeProblem(error: unknown, target: string): unknown {
  const code = systemCode(error);
  if (error instanceof UserError || !(error instanceof Error) || code === undefined) return error;
  const { code: ours, what, hint } = explain(code);
  return new UserError({ code: ours, message: `${what} ${target} (${error.message})`, hint });
}

function explain(code: string): { code: string; what: string; hint: string } {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'DISK_FULL',
        what: 'No space left to write',
        hint: 'Free some space and run the same command again; nothing was written',
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'NO_PERMISSION',
        what: 'Not allowed to write',
        hint: 'Choose a directory that you may write to; nothing was written',
      };
    case 'EEXIST':
    case 'ENOTEMPTY':
      return {
        code: 'TARGET_CHANGED',
        what: 'Something else wrote at the same time to',
        hint: 'Wait until it is done, look at what it wrote, and run the same command again',
      };
    default:
      return {
        code: 'WRITE_FAILED',
        what: 'Could not write',
        hint: 'Check the disk and the path and run the same command again; nothing was written',
      };
  }
}
