import { beforeAll, expect, test } from 'vitest';
import type { ArchitectureFile } from '#architecture/schema.js';
import { runLint } from '#cli/arch-lint-run.js';
import type { FileTree } from '#render/rendered-file.js';
import { onDisk } from '../setup/on-disk.js';
import { READY_MADE, rendered, templatesOfTest } from '../setup/rendered-repo.js';

const HOSTED = ['auth', 'inventory', 'orders', 'payments', 'users'];
const main = (module: string) => `import module from '#modules/${module}/index.ts';
import { createStore } from '#modules/${module}/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({ name: '${module}', modules: [onPostgres(module, createStore)], links: {}, messages: 'broker' });
`;

let monolith: FileTree;
beforeAll(async () => {
  const choice = { pattern: 'modular-monolith', modules: READY_MADE, features: [] } as const;
  monolith = rendered(choice, await templatesOfTest());
});

/** The monolith split into an app a module, which is recorded, but not as another pattern. */
function split(more: Readonly<Record<string, string>>): FileTree {
  const [any] = monolith;
  if (any === undefined) throw new Error('nothing was rendered');
  const apps = Object.fromEntries(HOSTED.map((name) => [`src/apps/${name}/main.ts`, main(name)]));
  const record = (text: string) => {
    const file: ArchitectureFile = JSON.parse(text);
    const [app] = file.blueprint?.apps ?? [];
    if (file.blueprint === undefined || app === undefined) throw new Error('nothing is recorded');
    file.blueprint.apps = HOSTED.map((name) => ({ ...app, name, modules: [name] }));
    return JSON.stringify(file);
  };
  return [
    ...monolith
      .filter(({ path }) => !path.startsWith('src/apps/'))
      .map((file) =>
        file.path === 'architecture.json' ? { ...file, content: record(file.content) } : file,
      ),
    ...Object.entries({ ...apps, ...more }).map(([path, content]) => {
      return { ...any, path: path as typeof any.path, content };
    }),
  ];
}

const findingsOf = (tree: FileTree) =>
  onDisk(tree, async (folder) => (await runLint(folder, '.', { cache: false })).result.findings);

test('a monolith that was split into services is told, with a file of each as evidence', async () => {
  expect(await findingsOf(split({}))).toMatchObject([
    {
      code: 'PATTERN_NOT_RECORDED',
      file: 'architecture.json',
      message: expect.stringContaining(
        'records the pattern modular-monolith, but the code is microservices',
      ),
      args: {
        evidence: HOSTED.map((name) => ({
          file: `src/apps/${name}/main.ts`,
          shows: `belongs to the service ${name}`,
        })),
      },
    },
  ]);
});

test('services that share tables and code are told to be a distributed monolith', async () => {
  const findings = await findingsOf(
    split({
      'src/apps/orders/report.ts':
        "import './../users/report.ts';\nimport '../auth/main.ts';\nexport const SQL = 'select total from booking';\n",
      'src/apps/users/report.ts': "export const SQL = 'update booking set total = 0';\n",
    }),
  );
  const drifted = findings.filter(({ code }) => code === 'PATTERN_NOT_RECORDED');
  expect(drifted).toMatchObject([
    {
      args: {
        seen: 'distributed-monolith',
        evidence: expect.arrayContaining([
          { file: 'src/apps/orders/report.ts', shows: 'orders uses table booking' },
          { file: 'src/apps/users/report.ts', shows: 'users uses table booking' },
        ]),
      },
    },
  ]);
});
