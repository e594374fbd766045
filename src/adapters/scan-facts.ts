import type {
  FileFacts,
  MessageUse,
  ProjectFacts,
  RemoteCall,
  TableUse,
  Wiring,
} from '#lint/project-model.js';
import { deployablesIn, saysWhatIsDeployed } from './scan-deployables.js';
import { calledApp, callsIn, messagesIn, type SeenCall } from './scan-messages.js';
import { wiringsIn } from './scan-wirings.js';
import { placesIn } from './scan-places.js';
import {
  prismaTables,
  tableModelsIn,
  tablesIn,
  tablesInSql,
  type SeenTable,
  type TableModel,
} from './scan-tables.js';

const EXPORTED =
  /^export\s+(?:default\s+)?(?:declare\s+)?(abstract\s+class|interface|type|async\s+function|function|class|const|let|var|enum)\b(?!\s*[{*]\s*[^=]*\bfrom\b)/gm;
const ABSTRACT = /^(?:abstract|interface|type)/;

/** A table as seen, with its place; the model's name is settled when all files are known. */
interface PlacedTable extends SeenTable {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Gathers what sources say beyond their imports, file by file. */
export function gatherFacts() {
  const files: FileFacts[] = [];
  const tables: PlacedTable[] = [];
  const models: TableModel[] = [];
  const messages: MessageUse[] = [];
  const wirings: Wiring[] = [];
  const calls: (SeenCall & { file: string; line: number; column: number })[] = [];
  return {
    /** Takes in a source file. */
    source: (path: string, text: string): void => {
      const place = placesIn(text);
      files.push(countsOf(path, text));
      models.push(...tableModelsIn(text));
      tables.push(
        ...tablesIn(text).map((seen) => ({ ...seen, file: path, ...place(seen.offset) })),
      );
      for (const { offset, ...seen } of messagesIn(text))
        messages.push({ file: path, ...place(offset), ...seen });
      for (const { offset, how } of wiringsIn(text))
        wirings.push({ file: path, line: place(offset).line, how });
      calls.push(...callsIn(text).map((seen) => ({ ...seen, file: path, ...place(seen.offset) })));
    },
    /** Takes in another file that may say something: SQL, a prisma schema. */
    other: (path: string, text: string): void => {
      const place = placesIn(text);
      const prisma = path.endsWith('.prisma') ? prismaTables(text) : undefined;
      models.push(...(prisma?.models ?? []));
      const seen = prisma?.seen ?? tablesInSql(text, 0);
      tables.push(...seen.map((one) => ({ ...one, file: path, ...place(one.offset) })));
    },
    /** All that was taken in. */
    facts: (deployables: ProjectFacts['deployables']): ProjectFacts => {
      const byModel = new Map(models.map(({ model, table }) => [model, table]));
      const apps = [...new Set(deployables.map(({ name }) => name))];
      return {
        files,
        tables: tables.flatMap((seen) => settled(seen, byModel)).sort(byPlace),
        messages: messages.sort(byPlace),
        calls: calls
          .map(({ file, line, column, target, by }): RemoteCall => {
            return { file, line, column, by, target, app: calledApp(target, apps) };
          })
          .sort(byPlace),
        wirings: wirings.sort((a, b) =>
          a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line,
        ),
        deployables,
      };
    },
  };
}

/** Other files worth reading for facts. */
export function mayHoldFacts(path: string): boolean {
  return path.endsWith('.sql') || path.endsWith('.prisma');
}

/** What the files that describe deployments deploy. */
export function deployables(
  paths: readonly string[],
  read: (path: string) => string | undefined,
): ProjectFacts['deployables'] {
  return paths.filter(saysWhatIsDeployed).flatMap((path) => deployablesIn(path, read(path) ?? ''));
}

function settled(seen: PlacedTable, byModel: ReadonlyMap<string, string>): TableUse[] {
  const { file, line, column, access, by, model } = seen;
  const table = model ? byModel.get(seen.table) : seen.table;
  return table === undefined ? [] : [{ file, line, column, by, table, access }];
}

function countsOf(path: string, text: string): FileFacts {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  const words = [...text.matchAll(EXPORTED)].map(([, word = '']) => word);
  const abstract = words.filter((word) => ABSTRACT.test(word)).length;
  return { path, lines, abstract, concrete: words.length - abstract };
}

function byPlace(a: { file: string; line: number; column: number }, b: typeof a): number {
  return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}
