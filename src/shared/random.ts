/** The next number of a sequence, from 0 up to but not including 1. */
export type Random = () => number;

/** The small fast counter generator of 128 bits (sfc32): same seed, same numbers, on any machine. */
export function randomFrom(seed: string): Random {
  const words = [0, 1, 2].map((index) => Number.parseInt(seed.slice(index * 8, index * 8 + 8), 16));
  let a = words[0] ?? 0;
  let b = words[1] ?? 0;
  let c = words[2] ?? 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  return next;
}
