// Prints the API of every module template as JSON: what its routes say, as the generated code describes it.
// Run by generate-openapi.mjs on a Node that runs TypeScript.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TEMPLATES = fileURLToPath(new URL('../templates/', import.meta.url));
const platform = (file) => import(`${TEMPLATES}base/files/src/platform/${file}`);
const { openApi } = await platform('openapi.ts');
const { deadMessageRoutes } = await platform('dead-messages.ts');

/** Routes name their use cases; nothing calls them here. */
const cases = new Proxy({}, { get: () => async () => {} });
const described = {};
for (const module of readdirSync(`${TEMPLATES}modules`).toSorted()) {
  const file = `${TEMPLATES}modules/${module}/files/src/modules/${module}/routes.ts`;
  const own = existsSync(file) ? (await import(file)).routes(cases) : [];
  const { paths } = openApi(module, '', [...own, ...deadMessageRoutes(module, {})]);
  // In the order in which a generated repository records them.
  const sorted = Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1));
  described[module] = { paths: Object.fromEntries(sorted) };
}
process.stdout.write(JSON.stringify(described));
