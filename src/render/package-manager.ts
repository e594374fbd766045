import type { Given } from '#answers/complete-answers.js';
import type { Contribution } from '#features/contribution.js';
import type { Draft } from './copy.js';
import { toYaml } from './yaml.js';

type PackageManager = Given<'packageManager'>;

/** What only one manager wants. */
interface Wanted {
  /** What it keeps versions in, beside npm's own file. */
  readonly lockfile: string;
  /** Files of the root, without which it would install nothing that runs. */
  readonly settings: (
    installScripts: readonly string[],
  ) => readonly [path: string, value: object][];
}

/** npm wants nothing: all is written for it. */
const OTHERS: Readonly<Record<Exclude<PackageManager, 'npm'>, Wanted>> = {
  pnpm: {
    lockfile: 'pnpm-lock.yaml',
    // It refuses to install until somebody decides on each install script. None is needed.
    settings: (installScripts) => [
      [
        'pnpm-workspace.yaml',
        { allowBuilds: Object.fromEntries(installScripts.map((name) => [name, false])) },
      ],
    ],
  },
  yarn: {
    lockfile: 'yarn.lock',
    // Node.js and TypeScript find packages in node_modules.
    settings: () => [['.yarnrc.yml', { nodeLinker: 'node-modules' }]],
  },
  bun: { lockfile: 'bun.lock', settings: () => [] },
};

/** What README says to those who install with another manager than npm. */
export function managerContributions(manager: PackageManager): readonly Contribution[] {
  if (manager === 'npm') return [];
  const { lockfile } = OTHERS[manager];
  const body = `\`${manager} install\` instead of \`npm ci\` keeps versions in \`${lockfile}\`; commit it. Scripts run the same through either, so \`npm\` in these pages may be read as \`${manager}\`, but pipelines, images and the check of licences read npm’s \`package-lock.json\`. After a change of dependencies: \`npm install --package-lock-only\`.`;
  return [{ kind: 'doc-section', title: `Packages by ${manager}`, body }];
}

/** The manager's settings; theirs who work with it from then on. */
export function managerFiles(manager: PackageManager, installScripts: readonly string[]): Draft[] {
  if (manager === 'npm') return [];
  return OTHERS[manager].settings(installScripts).map(([path, value]) => ({
    path,
    content: toYaml(value),
    owner: 'yours',
    template: `merge:${path}`,
    from: 'base',
  }));
}
