import { parentPort, type MessagePort } from 'node:worker_threads';
import type { Answer } from './eslint-answer.js';
import { lint } from './lint-api.js';

interface Question {
  readonly root: string;
  readonly done: Int32Array;
  readonly port: MessagePort;
}

parentPort?.on('message', ({ root, done, port }: Question) => {
  void answer(root).then((message) => {
    port.postMessage(message);
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
    port.close();
  });
});

async function answer(root: string): Promise<Answer> {
  try {
    return { ok: true, output: await lint(root) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
