import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The ports on which a process listens, as Linux tells them; null where there is no /proc to ask. */
export function portsOf(pid: number): readonly number[] | null {
  if (process.platform !== 'linux') return null;
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        // Closed while we looked.
        return [];
      }
    }),
  );
  const ports = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
        const isOurs = state === LISTENING && sockets.has(inode);
        return isOurs ? [Number.parseInt(local.split(':')[1] ?? '', 16)] : [];
      }),
  );
  return ports.toSorted((a, b) => a - b);
}

const LISTENING = '0A';
