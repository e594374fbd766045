// Asks the app in this container for the path given: `node healthcheck.mjs /livez`.
const url = `http://127.0.0.1:${process.env.PORT ?? '3000'}${process.argv[2] ?? '/livez'}`;

try {
  const response = await fetch(url, { signal: AbortSignal.timeout(2500) });
  process.exitCode = response.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
