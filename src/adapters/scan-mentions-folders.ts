import { isTestPath, isToolPath } from '#shared/path-conventions.js';
import { folderOf, joinPath } from './resolve-files.js';

/** `'./kinds/' + name` and `./kinds/${name}`: a path that goes on with what is known when it runs. */
const BEGUN = /['"`](\.{1,2}\/[\w@./-]*)\/(?:['"`]\s*\+|\$\{)/g;
/** `join(__dirname, '..', 'kinds')`, as given to who walks through a folder. */
const JOINED =
  /(?:__dirname|import\.meta\.dirname)((?:\s*[,+]\s*['"`][\w@./-]+['"`]){1,4})\s*(?=[,)+;\]])/g;
const PART = /['"`]([^'"`]+)['"`]/g;

/** `join(__dirname, file)` and `'./' + name`: whatever lies beside. */
const BESIDE = /(?:__dirname|import\.meta\.dirname)\s*,\s*[A-Za-z_$]|['"`]\.\/(?:['"`]\s*\+|\$\{)/;

/** Without any of these a path does not go on; they are found sooner than by an expression. */
const GOES_ON = ["/' +", '/" +', "/'+", '/"+', '/${'];
/** Of texts that load what they find. A whole program is meant by what builds or tries it. */
const LOADS = /\breaddir|\bglob|\b(?:require|import)\(\s*[^'"`\s]/i;
const WHOLE = /(?:^|\/)(?:src|source|lib|app|server|packages)$/;

/** Whether a text may load a file by a path that it puts together: from another folder, or beside itself. */
export function loadsFrom(path: string, text: string): (file: string) => boolean {
  if (isToolPath(path) || isTestPath(path)) return () => false;
  const home = folderOf(path);
  const [goesOn, hasHome] = [GOES_ON.some((sign) => text.includes(sign)), text.includes('dirname')];
  if (!goesOn && !hasHome) return () => false;
  const begun = goesOn ? [...text.matchAll(BEGUN)].map(([, written = '']) => written) : [];
  const joined = (hasHome && LOADS.test(text) ? [...text.matchAll(JOINED)] : []).map(
    ([, parts = '']) => [...parts.matchAll(PART)].map(([, part]) => part).join('/'),
  );
  const folders = [...begun, ...joined]
    .flatMap((written) => joinPath(home, written) ?? [])
    .filter((folder) => folder !== '' && !WHOLE.test(folder) && !path.startsWith(`${folder}/`));
  const loadsBeside = BESIDE.test(text);
  return (file) =>
    (loadsBeside && folderOf(file) === home) ||
    folders.some((folder) => file.startsWith(`${folder}/`));
}
