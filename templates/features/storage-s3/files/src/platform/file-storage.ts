import type { Config } from '#platform/config.ts';
import type { Counts } from '#platform/counts.ts';
import { defineExtension } from '#platform/extension.ts';
import { diskFiles } from '#platform/files.disk.ts';
import { s3Files } from '#platform/files.s3.ts';
import type { Files } from '#platform/files.ts';
import { unverifiedUrl } from '#platform/tls.ts';
import * as z from 'zod';

const settings = z.object({
  S3_BUCKET: z.string().min(3).optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_PUBLIC_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  FILES_FOLDER: z.string().default('.data/files'),
  FILES_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
});
type Settings = z.output<typeof settings>;

/** Gives modules the port `files`: a bucket where one is named, a folder on a developer's machine. */
export const extension = defineExtension({
  name: 'file-storage',
  settings,
  check: problemsOf,
  open: ({ settings: given, log, counts }) => {
    const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = given;
    if (bucket === undefined) {
      const disk = diskFiles(given.FILES_FOLDER);
      return {
        ports: { files: counted(disk, counts) },
        start: () => {
          disk
            .serve(given.FILES_PORT)
            .catch((error: unknown) => log.error({ error }, 'files on disk cannot be served'));
          return { stop: () => disk.close() };
        },
      };
    }
    const s3 = s3Files({
      bucket,
      endpoint: given.S3_ENDPOINT,
      publicEndpoint: given.S3_PUBLIC_ENDPOINT,
      credentials: id && secret ? { accessKeyId: id, secretAccessKey: secret } : undefined,
    });
    return { ports: { files: counted(s3, counts) }, close: async () => s3.close() };
  },
});

function problemsOf(given: Settings, config: Config): string[] {
  const problems: string[] = [];
  if (config.NODE_ENV === 'production' && given.S3_BUCKET === undefined)
    problems.push('S3_BUCKET: is required in production and not set');
  if ((given.S3_ACCESS_KEY_ID === undefined) !== (given.S3_SECRET_ACCESS_KEY === undefined))
    problems.push('S3_ACCESS_KEY_ID: goes with S3_SECRET_ACCESS_KEY, both or neither');
  if (given.S3_ENDPOINT !== undefined)
    problems.push(...unverifiedUrl(config, 'S3_ENDPOINT', given.S3_ENDPOINT));
  return problems;
}

function counted(files: Files, counts: Counts): Files {
  const count = counts.counter('files_requests_total', 'Requests to the file store', [
    'operation',
    'outcome',
  ]);
  const watched =
    <A extends unknown[], T>(operation: string, ask: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      try {
        const result = await ask(...args);
        count({ operation, outcome: 'ok' });
        return result;
      } catch (error) {
        count({ operation, outcome: 'failed' });
        throw error;
      }
    };
  return {
    upload: watched('upload', files.upload),
    download: watched('download', files.download),
    put: watched('put', files.put),
    get: watched('get', files.get),
    find: watched('find', files.find),
    remove: watched('remove', files.remove),
  };
}
