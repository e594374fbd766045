import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { attachment, type Expected, expiry, type Files } from '#platform/files.ts';

/** Files on a developer's machine, with URLs that work like those of S3: a small server checks what was allowed. */
export interface DiskFiles extends Files {
  /** Answers the URLs on this machine; 0 takes any free port. */
  serve(port: number): Promise<void>;
  close(): Promise<void>;
}

/** What a URL allows; all of it is signed. */
interface Grant {
  readonly method: 'PUT' | 'GET';
  readonly key: string;
  readonly until: string;
  readonly contentType: string;
  readonly size: string;
  readonly name: string;
}

export function diskFiles(folder: string): DiskFiles {
  // URLs end with the process that made them.
  const secret = randomBytes(32);
  const server = createServer((request, response) => {
    handle(request, response).catch(() => answer(response, 500, 'Something went wrong'));
  });
  const pathOf = (key: string): string => {
    if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(key)) throw new Error(`${key} is not a key of a file`);
    return join(folder, `${key}.file`);
  };
  const signed = (grant: Grant): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(Object.entries(grant).toSorted()))
      .digest('hex');
  const urlOf = (grant: Grant): string => {
    const address = server.address();
    if (address === null || typeof address === 'string')
      throw new Error('files on disk have no address before they are served');
    const query = new URLSearchParams({ ...grant, signature: signed(grant) });
    return `http://127.0.0.1:${address.port}/?${query}`;
  };

  const files: Files = {
    upload: async (key, { contentType, size }) => {
      const until = expiry(Date.now());
      const url = urlOf({ method: 'PUT', key, until, contentType, size: String(size), name: '' });
      const headers = { 'content-type': contentType, 'content-length': String(size) };
      return { method: 'PUT', url, headers, expiresAt: until };
    },
    download: async (key, name) => {
      const until = expiry(Date.now());
      const url = urlOf({ method: 'GET', key, until, contentType: '', size: '', name });
      return { url, expiresAt: until };
    },
    put: async (key, content, contentType) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.type`, contentType);
      // Seen whole or not at all.
      await writeFile(`${path}.part`, content);
      await rename(`${path}.part`, path);
    },
    get: (key) => unlessMissing(async () => new Uint8Array(await readFile(pathOf(key)))),
    find: (key) =>
      unlessMissing(async (): Promise<Expected> => {
        const path = pathOf(key);
        const [content, contentType] = [
          await readFile(path),
          await readFile(`${path}.type`, 'utf8'),
        ];
        return { size: content.length, contentType };
      }),
    remove: async (key) => {
      const path = pathOf(key);
      await rm(path, { force: true });
      await rm(`${path}.type`, { force: true });
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { signature = '', ...grant } = Object.fromEntries(
      new URL(request.url ?? '', 'http://disk').searchParams,
    ) as unknown as Grant & { signature?: string };
    if (!isSame(signature, signed(grant)) || grant.method !== request.method)
      return answer(response, 403, 'This URL does not allow that');
    if (Date.parse(grant.until) < Date.now()) return answer(response, 403, 'This URL has expired');
    if (grant.method === 'GET') return send(response, grant);
    const { 'content-length': size, 'content-type': type } = request.headers;
    if (size !== grant.size || type !== grant.contentType)
      return answer(response, 403, `Only ${grant.size} bytes of ${grant.contentType} are allowed`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    await files.put(grant.key, Buffer.concat(chunks), grant.contentType);
    answer(response, 200, '');
  }

  async function send(response: ServerResponse, { key, name }: Grant): Promise<void> {
    const [content, found] = [await files.get(key), await files.find(key)];
    if (!content || !found) return answer(response, 404, 'There is no such file');
    response.writeHead(200, {
      'content-type': found.contentType,
      'content-disposition': attachment(name),
      'x-content-type-options': 'nosniff',
    });
    response.end(content);
  }

  return {
    ...files,
    serve: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      }),
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(text);
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
