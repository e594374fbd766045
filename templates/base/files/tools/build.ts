import { cpSync, existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/** Bundles every app. Processes keep npm packages outside (the image installs them); functions carry what they use. */
interface App {
  readonly name: string;
  readonly kind: 'process' | 'gateway' | 'function';
}

const { blueprint } = JSON.parse(readFileSync('architecture.json', 'utf8')) as {
  blueprint: { apps: App[] };
};
rmSync('dist', { recursive: true, force: true });
const common = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' } as const;
// pg and others still call require() on Node's own modules.
const banner = {
  js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
};

for (const { name, kind } of blueprint.apps) {
  const entry = {
    entryPoints: [`src/apps/${name}/main.ts`],
    outfile: `dist/apps/${name}/main.mjs`,
  };
  if (kind === 'function') {
    await build({
      ...common,
      ...entry,
      target: 'node22',
      minify: true,
      banner,
      external: ['@aws-sdk/*', 'pg-native', '@platformatic/kafka'],
    });
  } else await build({ ...common, ...entry, target: 'node24', packages: 'external' });
}
await build({
  ...common,
  entryPoints: ['src/platform/migrate.ts'],
  outfile: 'dist/migrate.mjs',
  target: 'node24',
  packages: 'external',
});
for (const file of globSync('src/**/migrations/**/*.sql')) cpSync(file, `dist/sql/${file}`);
if (existsSync('architecture.json')) cpSync('architecture.json', 'dist/sql/architecture.json');
