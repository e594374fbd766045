// Prose comes into the bundle compiled, without the compiler: to load and run that took longer than all of the prose.
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

/** For esbuild: what stands in for src/render/prose/compile.ts. */
export function precompiledProse(root, { files }) {
  const options = JSON.parse(readFileSync(`${root}src/render/prose/compile-options.json`, 'utf8'));
  const compiled = [...files]
    .filter(([path]) => path.endsWith('.hbs'))
    .map(([, text]) => `[${JSON.stringify(text)}, ${Handlebars.precompile(text, options)}]`);
  const contents = `import Handlebars from 'handlebars/runtime.js';
const handlebars = Handlebars.create();
const compiled = new Map([${compiled.join(',\n')}]);
export const templateOf = (text) => handlebars.template(compiled.get(text));`;
  return {
    name: 'precompiled-prose',
    setup(build) {
      const filter = /[\\/]render[\\/]prose[\\/]compile\.ts$/;
      build.onLoad({ filter }, () => ({ contents, resolveDir: root }));
    },
  };
}
