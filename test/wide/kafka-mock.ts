import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';

/** Kafka's protocol without a JVM: the mock inside kcat's library, behind a door that mends two of its habits. */
export interface KafkaMock {
  readonly url: string;
  stop(): Promise<void>;
}

const LIST_OFFSETS = Buffer.from([0, 2, 0, 0, 0, 5]);

/** Starts both; the mock lives as long as a consumer of ours that never gets anything. */
export async function startKafkaMock(): Promise<KafkaMock> {
  const options = [
    '-X',
    'test.mock.num.brokers=1',
    '-X',
    'allow.auto.create.topics=true',
    '-d',
    'mock',
  ];
  const kcat = spawn('kcat', ['-C', '-b', '127.0.0.1:1', '-t', 'warmup', ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const upstream = await new Promise<number>((resolve, reject) => {
    let output = '';
    kcat.stderr.on('data', (chunk: unknown) => {
      output += String(chunk);
      const port = /bootstrap\.servers=127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    kcat.once('error', reject);
    kcat.once('exit', () => reject(new Error(output)));
  });
  kcat.stderr.removeAllListeners('data').resume();
  const door = await openDoor(upstream);
  const address = door.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `kafka://127.0.0.1:${port}`,
    stop: async () => {
      door.close();
      const gone = once(kcat, 'exit');
      kcat.kill('SIGKILL');
      await gone;
    },
  };
}

async function openDoor(upstream: number): Promise<Server> {
  const door = createServer((client) => {
    const broker = connect(upstream, '127.0.0.1');
    let waiting = Buffer.alloc(0);
    client.pipe(broker);
    broker.on('data', (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk]);
      for (;;) {
        const size = waiting.length < 4 ? Infinity : 4 + waiting.readInt32BE(0);
        if (waiting.length < size) return;
        const frame = Buffer.from(waiting.subarray(0, size));
        waiting = waiting.subarray(size);
        const address = door.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        client.write(mended(frame, upstream, port));
      }
    });
    const end = () => {
      client.destroy();
      broker.destroy();
    };
    for (const socket of [client, broker]) socket.on('error', end).on('close', end);
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return door;
}

/** Its ListOffsets from version 4 on is malformed, so we say it knows 3; and clients must stay on the door's port. */
function mended(frame: Buffer, upstream: number, port: number): Buffer {
  const versions = frame.indexOf(LIST_OFFSETS);
  if (versions > 0 && frame.length < 404) frame[versions + 5] = 3;
  const told = Buffer.alloc(4);
  told.writeInt32BE(upstream);
  for (let at = frame.indexOf(told); at > 0; at = frame.indexOf(told, at + 4)) {
    frame.writeInt32BE(port, at);
  }
  return frame;
}
