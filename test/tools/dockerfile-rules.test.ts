import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dockerfileFindings, dockerignoreFindings } from './dockerfile-rules.js';

const ours = readFileSync('templates/features/docker/files/deploy/Dockerfile', 'utf8');
const ignored = readFileSync('templates/features/docker/files/_dockerignore', 'utf8');
const found = (text: string) => dockerfileFindings('Dockerfile', text).map(({ what }) => what);

/** Each is one careless edit of our file, and all that may be reported then. */
const PLANTED: readonly (readonly [
  edit: string,
  from: string | RegExp,
  to: string,
  finding: string,
])[] = [
  [
    'a base without version',
    /FROM node:24-bookworm-slim AS runtime/,
    'FROM node AS runtime',
    'the base image has no version',
  ],
  [
    'a floating base',
    /FROM node:24-bookworm-slim AS runtime/,
    'FROM node:latest AS runtime',
    'the base image has no version',
  ],
  ['ADD', 'COPY deploy/certs', 'ADD deploy/certs', 'use COPY'],
  [
    'install scripts',
    /npm ci --ignore-scripts/,
    'npm ci',
    'install scripts of packages run during the build',
  ],
  [
    'shell form',
    'CMD ["node", "app/main.mjs"]',
    'CMD node app/main.mjs',
    'signals reach the program only in exec form',
  ],
  [
    'npm start',
    'CMD ["node", "app/main.mjs"]',
    'CMD ["npm", "start"]',
    'npm does not pass signals on; start node',
  ],
  ['a secret', 'ARG APP', 'ARG APP\nARG NPM_TOKEN', 'a secret would stay in the image'],
  [
    'curl',
    /CMD \["node", "healthcheck.*/,
    'CMD ["curl", "-f", "http://localhost:3000/livez"]',
    'the health check needs a program that slim images do not have',
  ],
  ['no user', /^USER .*\n/m, '', 'the image does not run as a numbered ordinary user'],
  [
    'root again',
    'ARG APP',
    'USER 0\nARG APP',
    'the image does not run as a numbered ordinary user',
  ],
  [
    'a user by name',
    'USER 1000:1000',
    'USER node',
    'the image does not run as a numbered ordinary user',
  ],
  ['all packages', 'npm ci --omit=dev', 'npm ci', 'packages for development stay in the image'],
  [
    'packages of the build',
    '--from=production /app/node_modules',
    '--from=build /app/node_modules',
    'packages for development stay in the image',
  ],
  ['npm stays', /^RUN rm -rf .*\\\n.*\n/m, '', 'npm stays in the image'],
  ['no heap limit', /^ENV NODE_OPTIONS.*\n/m, '', 'no explicit limit of the heap'],
  ['no health check', /^HEALTHCHECK .*\n/m, '', 'no health check'],
];

describe('dockerfileFindings', () => {
  it('finds nothing in the file that every repo gets', () => expect(found(ours)).toEqual([]));

  it.each(PLANTED)('reports %s, and nothing else', (_, from, to, finding) => {
    const careless = ours.replace(from, to);
    expect(careless).not.toBe(ours);
    expect(found(careless)).toEqual([finding]);
  });

  it('reports a file of one stage', () => {
    expect(found('FROM node:24\nUSER 1000\nRUN npm install\nCMD ["node", "a.js"]\n')).toEqual(
      expect.arrayContaining([
        'build tools stay in the image: use stages',
        'npm ci installs what the lockfile says; npm install does not',
      ]),
    );
  });
});

describe('dockerignoreFindings', () => {
  const what = (text: string) => dockerignoreFindings('.dockerignore', text).map((one) => one.what);

  it('finds nothing in ours', () => expect(what(ignored)).toEqual([]));

  it('reports a list of exceptions, and what would leak', () => {
    expect(what('node_modules\n.git\n')).toEqual(['not everything is kept out by default']);
    expect(what('*\n!.env\n')).toEqual(['!.env lets in what must stay out']);
  });
});
