/** One line for each top folder and how many files it holds, the files of the root in the last one. */
export function treeSummary(paths: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = path.includes('/') ? `${path.slice(0, path.indexOf('/'))}/` : ROOT;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const width = Math.max(...[...counts.keys()].map((folder) => folder.length));
  const line = (folder: string): string =>
    `  ${folder.padEnd(width)}  ${String(counts.get(folder) ?? 0).padStart(4)}`;
  const folders = [...counts.keys()].filter((folder) => folder !== ROOT).sort();
  const rows = [...folders, ...(counts.has(ROOT) ? [ROOT] : [])].map(line);
  return `${rows.join('\n')}\n  ${'files'.padEnd(width)}  ${String(paths.length).padStart(4)}\n`;
}

const ROOT = '(root)';
