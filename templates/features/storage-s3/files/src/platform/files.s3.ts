import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachment, expiry, type Files, URL_SECONDS } from '#platform/files.ts';

export interface S3Options {
  readonly bucket: string;
  /** A store that speaks the protocol; AWS when absent. */
  readonly endpoint?: string | undefined;
  /** How clients reach the same store, when that is another address: the host is part of a signature. */
  readonly publicEndpoint?: string | undefined;
  /** For stores without roles; otherwise the SDK finds the credentials of the task, the pod or the developer. */
  readonly credentials?:
    | { readonly accessKeyId: string; readonly secretAccessKey: string }
    | undefined;
}

/** Files in a bucket of S3, or of a store with its protocol. */
export function s3Files({ bucket, endpoint, publicEndpoint, credentials }: S3Options): Files & {
  close(): void;
} {
  const clientAt = (address: string | undefined) =>
    new S3Client({
      ...(address !== undefined && {
        endpoint: address,
        forcePathStyle: true,
        region: process.env['AWS_REGION'] ?? 'us-east-1',
      }),
      ...(credentials && { credentials }),
      // A checksum of the body cannot be signed before there is one.
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
  const client = clientAt(endpoint);
  const signer = publicEndpoint === undefined ? client : clientAt(publicEndpoint);
  const at = (key: string) => ({ Bucket: bucket, Key: key });

  return {
    upload: async (key, { contentType, size }) => {
      const command = new PutObjectCommand({
        ...at(key),
        ContentType: contentType,
        ContentLength: size,
      });
      const url = await getSignedUrl(signer, command, {
        expiresIn: URL_SECONDS,
        // With type and length signed, S3 takes nothing else.
        signableHeaders: new Set(['host', 'content-type', 'content-length']),
      });
      const headers = { 'content-type': contentType, 'content-length': String(size) };
      return { method: 'PUT', url, headers, expiresAt: expiry(Date.now()) };
    },
    download: async (key, name) => {
      const command = new GetObjectCommand({
        ...at(key),
        ResponseContentDisposition: attachment(name),
      });
      const url = await getSignedUrl(signer, command, { expiresIn: URL_SECONDS });
      return { url, expiresAt: expiry(Date.now()) };
    },
    put: async (key, content, contentType) => {
      await client.send(
        new PutObjectCommand({ ...at(key), Body: content, ContentType: contentType }),
      );
    },
    get: (key) =>
      unlessMissing(async () => {
        const { Body } = await client.send(new GetObjectCommand(at(key)));
        return (await Body?.transformToByteArray()) ?? new Uint8Array();
      }),
    find: (key) =>
      unlessMissing(async () => {
        const { ContentLength, ContentType } = await client.send(new HeadObjectCommand(at(key)));
        return { size: ContentLength ?? 0, contentType: ContentType ?? '' };
      }),
    remove: async (key) => void (await client.send(new DeleteObjectCommand(at(key)))),
    close: () => {
      client.destroy();
      signer.destroy();
    },
  };
}

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NotFound) return null;
    throw error;
  }
}
