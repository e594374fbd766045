import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

/** A source file beyond this is generated or data, and not read. */
export const MOST_BYTES = 4 * 1024 * 1024;

export type Text =
  | { readonly ok: true; readonly text: string; readonly bytes: number }
  | { readonly ok: false; readonly reason: string; readonly refusal?: string | undefined };

/** The code of an error by which the system refuses what is there; nothing where it has gone meanwhile. */
export function refusal(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : code;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/**
 * Reads text files one after the other into one buffer. On a warm disk this is several times as fast
 * as reading many at once through the thread pool, and memory stays bounded by the largest file allowed.
 */
export function textReader(root: string): (path: string) => Text {
  let buffer = Buffer.allocUnsafe(256 * 1024);
  const fill = (file: number): number => {
    let length = 0;
    for (;;) {
      const room = buffer.length - length;
      const read = readSync(file, buffer, length, room, null);
      length += read;
      // A file gives less than there is room for only at its end.
      if (read < room || length > MOST_BYTES) return length;
      buffer = Buffer.concat([buffer], buffer.length * 2);
    }
  };
  return (path) => {
    let file: number | undefined;
    try {
      file = openSync(`${root}/${path}`, 'r');
      const length = fill(file);
      return decode(buffer.subarray(0, length));
    } catch (error) {
      return {
        ok: false,
        reason: `cannot be read (${codeOf(error)})`,
        refusal: refusal(error),
      };
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}

function decode(bytes: Buffer): Text {
  const { length } = bytes;
  if (length > MOST_BYTES) return { ok: false, reason: 'larger than 4 MB' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { ok: true, text: bytes.subarray(2).toString('utf16le'), bytes: length };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff && length % 2 === 0) {
    return {
      ok: true,
      text: Buffer.from(bytes.subarray(2)).swap16().toString('utf16le'),
      bytes: length,
    };
  }
  if (bytes.includes(0)) return { ok: false, reason: 'not text' };
  // Nearly all code is, and then nothing has to be decoded.
  if (isAscii(bytes)) return { ok: true, text: bytes.toString('latin1'), bytes: length };
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return { ok: true, text: bytes.subarray(start).toString('utf8'), bytes: length };
}
