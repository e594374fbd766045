/** What may be uploaded: exactly this many bytes, said to be exactly this. */
export interface Expected {
  readonly contentType: string;
  readonly size: number;
}

/** How a client uploads a file without it passing through an app. */
export interface Upload {
  readonly method: 'PUT';
  readonly url: string;
  /** To be sent as they are: they are part of what was allowed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

export interface Download {
  readonly url: string;
  readonly expiresAt: string;
}

/** Keeps files by key. Keys are made by modules, of lower-case letters, digits, dashes and slashes; names of people are not keys. */
export interface Files {
  /** Allows one key to be written for a while, by whoever has the URL. */
  upload(key: string, expected: Expected): Promise<Upload>;
  /** Allows one file to be read for a while; it is saved under `name`, never shown as a page. */
  download(key: string, name: string): Promise<Download>;
  put(key: string, content: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | null>;
  find(key: string): Promise<Expected | null>;
  /** Removing what is not there is fine: it may have been removed before. */
  remove(key: string): Promise<void>;
}

/** How long a URL is good for. */
export const URL_SECONDS = 600;

export const expiry = (now: number): string => new Date(now + URL_SECONDS * 1_000).toISOString();

/** RFC 6266, with the name in RFC 8187 spelling: no quote or line break of a name can end it. */
export function attachment(name: string): string {
  const spelled = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${spelled}`;
}

declare module '#platform/module.ts' {
  interface Ports {
    readonly files: Files;
  }
}
