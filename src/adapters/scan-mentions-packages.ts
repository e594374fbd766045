import type { Named } from '#lint/project-model.js';
import { isToolPath } from '#shared/path-conventions.js';
import type { MentioningText } from './scan-text.js';

/** `require(`store-${kind}`)` and `import('@x/' + name)`: a name that goes on with what is known when it runs. */
const BEGUN = /\b(?:require|import)\(\s*['"`]([@\w][\w./@-]*[-/])(?:['"`]\s*\+|\$\{)/g;

type Asked = Named['packages'][number];

/** A line that is a comment, as far as it goes. */
const COMMENT = /^\s*(?:\/\/|\/?\*|#\s)/;

/** Finds the packages that a text names: `presets: ['x']`, `@import '~x/a'`, `./node_modules/x/a.css`. */
export function packageMentions(packages: Named['packages']) {
  const open = new Map<Asked, RegExp>(packages.map((asked) => [asked, naming(asked.name)]));
  const found: Asked[] = [];
  return {
    look: ({ path, text, isSource }: MentioningText): void => {
      const begun = [...text.matchAll(BEGUN)].map(([, start = '']) => start);
      for (const [asked, regex] of open) {
        const { folder, name } = asked;
        if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
        const names = (match: RegExpExecArray) =>
          isNamed(match, text, isSource && !isToolPath(path) && /^[a-z\d]+$/.test(name));
        const isNamedHere = text.includes(name) && [...text.matchAll(regex)].some(names);
        if (!isNamedHere && !begun.some((start) => name.startsWith(start))) continue;
        found.push(asked);
        open.delete(asked);
      }
    },
    found: () => found,
  };
}

/** The name as a whole text, or at the beginning of a path; what comes before and after is told. */
function naming(name: string): RegExp {
  const plain = name.replace(/[^\w]/g, String.raw`\$&`);
  return new RegExp(
    String.raw`(['"\`]~?|node_modules\/|!|\s-\s*|\s(?:-r|--require|--import|--loader)[ =])${plain}(['"\`]?\s*:|['"\`/!?]|$)`,
    'gm',
  );
}

/** A key names no package, nor does a common word that is a whole text in code. */
function isNamed(match: RegExpExecArray, text: string, isWord: boolean): boolean {
  const [, before = '', after = ''] = match;
  const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
  if (after.endsWith(':') || COMMENT.test(line)) return false;
  return !isWord || after === '/' || before.startsWith('node_modules') || before.endsWith('~');
}
