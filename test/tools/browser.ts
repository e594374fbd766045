import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** What a page did while it was loaded at one width. */
export interface Visit {
  /** Addresses that were asked for, the page itself left out. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, and exceptions. */
  readonly complaints: readonly string[];
  readonly evaluate: (script: string) => Promise<unknown>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe'];
const PATIENCE_MS = 60_000;

/** Chromium over its debugging pipe, without a library between. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #listeners = new Set<(message: Message) => void>();
  #next = 1;

  constructor(program: string) {
    this.#profile = mkdtempSync(join(tmpdir(), 'browser-'));
    const flags = [...FLAGS, `--user-data-dir=${this.#profile}`, 'about:blank'];
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] as const;
    this.#process = spawn(program, flags, { stdio: [...stdio] });
    let rest = '';
    (this.#process.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) this.#hear(JSON.parse(part) as Message);
    });
  }

  /** Opens a file at a width and waits until it has loaded. */
  async visit(file: string, width: number, dark: boolean): Promise<Visit> {
    const { targetId } = await this.#call('Target.createTarget', { url: 'about:blank' });
    const attached = await this.#call('Target.attachToTarget', { targetId, flatten: true });
    const session = String(attached['sessionId']);
    const call = (method: string, params = {}) => this.#call(method, params, session);
    const requests: string[] = [];
    const complaints: string[] = [];
    const loaded = this.#listen(session, ({ method, params }) => {
      if (method === 'Network.requestWillBeSent')
        requests.push(String((params?.['request'] as { url?: string } | undefined)?.url));
      if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(params));
      if (method === 'Log.entryAdded') complaints.push(JSON.stringify(params));
      if (method === 'Runtime.consoleAPICalled') complaints.push(JSON.stringify(params));
      return method === 'Page.loadEventFired';
    });
    for (const domain of ['Network', 'Runtime', 'Log', 'Page']) await call(`${domain}.enable`);
    const size = { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 };
    await call('Emulation.setDeviceMetricsOverride', size);
    const scheme = { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' };
    await call('Emulation.setEmulatedMedia', { features: [scheme] });
    const url = `file://${file}`;
    await call('Page.navigate', { url });
    await loaded;
    const evaluate = async (expression: string) => {
      const { result } = await call('Runtime.evaluate', { expression, returnByValue: true });
      return (result as { value?: unknown }).value;
    };
    const others = () => requests.filter((one) => one !== url && !one.startsWith('data:'));
    return { requests: others(), complaints, evaluate };
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #hear(message: Message): void {
    if (message.id !== undefined) this.#answers.get(message.id)?.(message);
    for (const listener of this.#listeners) listener(message);
  }

  #listen(session: string, hear: (message: Message) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#listeners.add((message) => {
        if (message.sessionId === session && hear(message)) resolve();
      });
    });
  }

  #call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    sessionId?: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`No answer to ${method}`)), PATIENCE_MS);
      this.#answers.set(id, ({ result, error }) => {
        clearTimeout(late);
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`${method}: ${error.message}`));
      });
      (this.#process.stdio[3] as Writable).write(
        `${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`,
      );
    });
  }
}
