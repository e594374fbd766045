/** The first so many folders of a path; undefined when it has not so many. */
export function leadingFolders(path: string, depth: number): string | undefined {
  let end = -1;
  for (let found = 0; found < depth; found++) {
    end = path.indexOf('/', end + 1);
    if (end === -1) return undefined;
  }
  return path.slice(0, end);
}
