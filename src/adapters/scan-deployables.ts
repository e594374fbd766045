import type { Deployable } from '#lint/project-model.js';
import { folderOf, joinPath } from './resolve-files.js';

const DOCKERFILE = /(?:^|\/)(?:Dockerfile(?:\.([\w-]+))?|([\w-]+)\.Dockerfile)$/;
const COMPOSE = /(?:^|\/)(?:docker-)?compose(?:[.\w-]*)\.ya?ml$/;
const SERVERLESS = /(?:^|\/)serverless\.ya?ml$/;
const WORKLOAD =
  /^kind:\s*['"]?(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Rollout|Service\s*#\s*knative)['"]?\s*$/m;
const MOST_YAML = 300_000;

/** True for files that may say what is deployed. */
export function saysWhatIsDeployed(path: string): boolean {
  return DOCKERFILE.test(path) || /\.ya?ml$/.test(path);
}

/** What a Dockerfile, a compose file, Kubernetes manifests or serverless.yml deploy; nothing is run or fetched. */
export function deployablesIn(path: string, text: string): Deployable[] {
  if (text.length > MOST_YAML) return [];
  const docker = DOCKERFILE.exec(path);
  if (docker !== null) return dockerfile(path, docker[1] ?? docker[2]);
  if (COMPOSE.test(path)) return composeServices(path, text);
  if (SERVERLESS.test(path)) return serverlessFunctions(path, text);
  return WORKLOAD.test(text) ? workloads(path, text) : [];
}

function dockerfile(path: string, suffix: string | undefined): Deployable[] {
  const folder = folderOf(path);
  const name = suffix ?? (folder.slice(folder.lastIndexOf('/') + 1) || 'app');
  return [{ name, kind: 'dockerfile', file: path, line: 1, folder }];
}

/** The keys below a key of the first level, with their lines and what stands below each. */
function entriesBelow(text: string, key: string) {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => new RegExp(`^${key}:\\s*(?:#.*)?$`).test(line));
  const found: { name: string; line: number; body: string }[] = [];
  let indent: string | undefined;
  if (start === -1) return found;
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\S/.test(line) && !line.startsWith('#')) break;
    const [, space, name] = /^(\s+)['"]?([\w.-]+)['"]?:\s*(?:[#&].*)?$/.exec(line) ?? [];
    indent ??= space;
    const last = found.at(-1);
    if (name !== undefined && space === indent) found.push({ name, line: at + 1, body: '' });
    else if (last !== undefined)
      last.body += `${line}
`;
  }
  return found;
}

/** Services that are built here; an image of others (a database, a broker) is not ours to deploy. */
function composeServices(path: string, text: string): Deployable[] {
  return entriesBelow(text, 'services').flatMap(({ name, line, body }) => {
    const built = /^\s+build:\s*(.*)$/m.exec(body);
    if (built === null) return [];
    const context = /^\s+context:\s*['"]?([^'"#\n]+)/m.exec(body)?.[1] ?? built[1] ?? '';
    const folder = joinPath(folderOf(path), context.replace(/['"]|\s+#.*/g, '').trim());
    return [{ name, kind: 'compose' as const, file: path, line, folder: folder ?? null }];
  });
}

function serverlessFunctions(path: string, text: string): Deployable[] {
  return entriesBelow(text, 'functions').map(({ name, line }) => {
    return { name, kind: 'serverless' as const, file: path, line, folder: folderOf(path) };
  });
}

function workloads(path: string, text: string): Deployable[] {
  let line = 1;
  return text.split(/^---.*$/m).flatMap((document): Deployable[] => {
    const start = line;
    line += document.split('\n').length - 1;
    const metadata = /^metadata:\s*\n((?:[ \t]+.*\n?|\s*\n)*)/m.exec(document)?.[1] ?? '';
    const name = /^\s+name:\s*['"]?([\w.-]+)/m.exec(metadata)?.[1];
    if (!WORKLOAD.test(document) || name === undefined) return [];
    return [{ name, kind: 'kubernetes', file: path, line: start, folder: null }];
  });
}
