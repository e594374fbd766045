// One file of all templates, read as sources read their folder, so that the package carries nothing else of it.
import { build } from 'esbuild';

/** The templates below a folder as a value, and as the text of the pack. */
export async function packTemplates(root) {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { readTemplateFolder } from './src/adapters/template-folder.ts';
export { packed } from './src/adapters/read-templates.ts';`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
  });
  const source = Buffer.from(outputFiles[0].contents).toString('base64');
  const { readTemplateFolder, packed } = await import(`data:text/javascript;base64,${source}`);
  const templates = await readTemplateFolder(`${root}templates`);
  return { templates, pack: packed(templates) };
}
