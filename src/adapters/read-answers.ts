import { extname } from 'node:path';
import { UserError } from '#shared/user-error.js';
import { systemCode } from './file-system.js';
import { parseJson } from './parse-json.js';
import { parseYaml } from './parse-yaml.js';

/** Where answers come from: `createReadStream` and `process.stdin` fit. */
export interface AnswerSources {
  readonly open: (path: string) => AsyncIterable<Uint8Array | string>;
  readonly stdin: AsyncIterable<Uint8Array | string>;
}

const LARGEST = 1024 * 1024;
const STDIN = '-';

/** Reads answers from a JSON or YAML file, or from stdin for `-`. What they mean is decided by their schema. */
export async function readAnswers(source: string, sources: AnswerSources): Promise<unknown> {
  const name = source === STDIN ? 'stdin' : source;
  const format = formatOf(source);
  const text = decode(await readAll(source, name, sources), name);
  if (text.trim() === '') throw notAnswers(name, 'is empty');
  const json = format === 'json' || (format === 'either' && /^\s*[{[]/.test(text));
  const value = json ? parseJson(text, name) : parseYaml(text, name);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notAnswers(name, 'does not hold an object of answers');
  }
  return value;
}

/** Stdin and nameless files such as `/dev/fd/63` say by their first character what they are. */
function formatOf(source: string): 'json' | 'yaml' | 'either' {
  const extension = extname(source).toLowerCase();
  if (extension === '.json') return 'json';
  if (extension === '.yaml' || extension === '.yml') return 'yaml';
  if (extension === '') return 'either';
  throw new UserError({
    code: 'ANSWERS_FORMAT',
    message: `Answers cannot be read from ${source}: ${extension} is not a known format`,
    hint: 'Use a .json, .yaml or .yml file, or - for stdin',
  });
}

/** Counts while it reads, because a device or a pipe has no size to look at first. */
async function readAll(source: string, name: string, sources: AnswerSources): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source === STDIN ? sources.stdin : sources.open(source)) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > LARGEST) throw tooLarge(name);
      chunks.push(bytes);
    }
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof UserError || code === undefined) throw error;
    throw unreadable(name, code);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, name: string): string {
  if (bytes.includes(0)) throw notText(name, 'it contains NUL bytes');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notText(name, 'it is not valid UTF-8');
  }
}

function tooLarge(name: string): UserError {
  return new UserError({
    code: 'ANSWERS_TOO_LARGE',
    message: `Answers in ${name} are larger than 1 MiB`,
    hint: 'Check that it is the right file; answers take a few kilobytes',
  });
}

function unreadable(name: string, code: string): UserError {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EISDIR: 'it is a directory',
    EACCES: 'it may not be read',
    EPERM: 'it may not be read',
  };
  return new UserError({
    code: 'ANSWERS_UNREADABLE',
    message: `Cannot read answers from ${name}: ${reasons[code] ?? code}`,
    hint: 'Check the path given to --answers',
  });
}

function notText(name: string, reason: string): UserError {
  return new UserError({
    code: 'ANSWERS_NOT_TEXT',
    message: `Answers in ${name} are not text: ${reason}`,
    hint: 'Save the file as UTF-8',
  });
}

function notAnswers(name: string, reason: string): UserError {
  return new UserError({
    code: 'ANSWERS_NOT_AN_OBJECT',
    message: `${name} ${reason}`,
    hint: 'Write one key a question; create-backend schema answers prints the schema',
  });
}
