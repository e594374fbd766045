import { writeFile } from 'node:fs';
import * as promises from 'node:fs/promises';
import { promisify } from 'node:util';
import type { FileSystem } from './file-system.js';

/** The disk. A file handle each time, as `promises.writeFile` makes, costs half as much again as writing a small file. */
export const disk: FileSystem = { ...promises, writeFile: promisify(writeFile) };
