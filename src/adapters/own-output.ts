import { fstatSync, statSync, type BigIntStats } from 'node:fs';

const [OUT, ERR] = [1, 2];

/** Tells the files to which this process prints: where standard output or errors are sent to a file. */
export function ownOutput(descriptors: readonly number[] = [OUT, ERR]): (path: string) => boolean {
  const files = descriptors.flatMap((descriptor) => {
    const found = statOrNothing(() => fstatSync(descriptor, { bigint: true }));
    return found?.isFile() === true ? [found] : [];
  });
  return (path) => {
    if (files.length === 0) return false;
    const found = statOrNothing(() => statSync(path, { bigint: true }));
    return files.some(({ dev, ino }) => dev === found?.dev && ino === found.ino);
  };
}

/** Nothing where a descriptor is closed, or a file gone. */
function statOrNothing(stat: () => BigIntStats): BigIntStats | undefined {
  try {
    return stat();
  } catch {
    return undefined;
  }
}
