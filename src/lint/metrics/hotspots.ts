import { isTestPath } from '#shared/path-conventions.js';
import type { ProjectModel } from '../project-model.js';

/** A file where changes are many and hard. */
export interface Hotspot {
  readonly file: string;
  /** Null where the scan did not look. */
  readonly lines: number | null;
  readonly commits: number | null;
  readonly importers: number;
  /** 100 for the worst: size times how often it changes, or times how many import it where the history is unknown. */
  readonly score: number;
}

/** The files that cost most to leave as they are, the worst first; tests do not count. */
export function hotspots(project: ProjectModel, most: number): Hotspot[] {
  const importers = new Map<string, Set<string>>();
  for (const { from, target } of project.imports) {
    if (target.kind !== 'file') continue;
    const set = importers.get(target.path);
    if (set === undefined) importers.set(target.path, new Set([from]));
    else set.add(from);
  }
  const lines = new Map(project.facts?.files.map((file) => [file.path, file.lines]));
  const commits = new Map(project.history?.files.map((file) => [file.path, file.commits]));
  const measured = project.files
    .filter(({ path }) => !isTestPath(path))
    .map(({ path, bytes }) => {
      const used = importers.get(path)?.size ?? 0;
      const size = lines.get(path) ?? bytes / 32;
      const weight = size * (project.history === null ? used : (commits.get(path) ?? 0));
      return {
        file: path,
        lines: lines.get(path) ?? null,
        commits: project.history === null ? null : (commits.get(path) ?? 0),
        importers: used,
        weight,
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.file < b.file ? -1 : 1));
  const worst = measured[0]?.weight ?? 1;
  return measured.slice(0, most).map(({ weight, ...one }) => ({
    ...one,
    score: Math.round((100 * weight) / worst),
  }));
}
