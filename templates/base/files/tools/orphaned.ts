// At the start: it may be gone before anybody asks.
const parent = process.ppid;

/**
 * npm hands a signal to the shell it started, and the shell to nobody: what a script of npm runs learns only by its
 * parent that npm is gone. Without npm, whoever started this process may leave it running.
 */
export function whenOrphaned(
  leave: () => void,
  { byNpm = 'npm_lifecycle_event' in process.env, everyMs = 500 } = {},
): void {
  if (!byNpm) return;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    leave();
  }, everyMs);
  look.unref();
}
