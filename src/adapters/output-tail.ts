const KEPT_BYTES = 64 * 1024;
const KEPT_LINES = 60;

/** Remembers the end of an output of any length in bounded memory. */
export function outputTail(): {
  readonly add: (chunk: Uint8Array) => void;
  readonly text: () => string;
} {
  let kept = Buffer.alloc(0);
  return {
    add: (chunk) => {
      kept = Buffer.concat([kept, chunk]).subarray(-KEPT_BYTES);
    },
    text: () => kept.toString('utf8').trimEnd().split('\n').slice(-KEPT_LINES).join('\n'),
  };
}
