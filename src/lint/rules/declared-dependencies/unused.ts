import type { ProjectModel, ProjectPackage } from '../../project-model.js';
import { FEWEST_INCREDIBLE } from './areas.js';
import { isLoadedBy } from './loaded-by-name.js';
import { manifestOf, usesOf } from './uses.js';

/** A package that a package.json asks for, and nothing below it seems to use. */
export interface UnusedDependency {
  readonly of: ProjectPackage;
  readonly name: string;
}

/** The runtime dependencies that no file imports, no script starts, and no text names. */
export function unusedOf(
  project: ProjectModel,
  isExcepted: (path: string) => unknown,
  isIgnored: (name: string) => unknown,
  believable: number,
): UnusedDependency[] {
  const { byFolder } = usesOf(project);
  const names = new Set(project.packages.map(({ name }) => name));
  const mentioned = new Set(project.mentioned.packages.map(keyOf));
  const holdsFiles = (folder: string) =>
    folder === '' || project.files.some(({ path }) => path.startsWith(`${folder}/`));
  return project.packages
    .filter((found) => holdsFiles(found.folder) && isExcepted(manifestOf(found)) === undefined)
    .flatMap((found) => {
      const { folder } = found;
      const asked = found.dependencies.filter(
        ({ kind, name }) =>
          kind === 'runtime' && !name.startsWith('@types/') && isIgnored(name) === undefined,
      );
      const isLoaded = isLoadedBy(found.dependencies.map(({ name }) => name));
      const unused = asked.filter(
        ({ name }) =>
          !byFolder.get(folder)?.has(name) &&
          !mentioned.has(keyOf({ folder, name })) &&
          !isCommand(name, found) &&
          !isLoaded(name) &&
          (!isPlugin(name, found) || names.has(name)),
      );
      const isIncredible =
        unused.length >= FEWEST_INCREDIBLE && unused.length > believable * asked.length;
      return isIncredible ? [] : unused.map(({ name }) => ({ of: found, name }));
    });
}

const keyOf = ({ folder, name }: { folder: string; name: string }) => `${folder}\0${name}`;

/** Commands that have another name than the package that brings them. */
const COMMANDS: Readonly<Record<string, string>> = {
  typescript: 'tsc',
  serverless: 'sls',
  less: 'lessc',
  'npm-run-all': 'run-s',
  '@angular/cli': 'ng',
  '@babel/cli': 'babel',
  '@nestjs/cli': 'nest',
  'sequelize-cli': 'sequelize',
  'webpack-cli': 'webpack',
};

/** Many packages are used by the command that they bring, which most often has their name. */
function isCommand(name: string, { commands }: ProjectPackage): boolean {
  return [name.slice(name.lastIndexOf('/') + 1), COMMANDS[name]].some(
    (command) => command !== undefined && commands.includes(command),
  );
}

/** What is called after the package that asks for it, and is made elsewhere, it loads by its name: `app-plugin-a` for `app`. */
function isPlugin(name: string, { name: own }: ProjectPackage): boolean {
  return own !== null && name.startsWith(`${own}-`);
}
