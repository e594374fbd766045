import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const below = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: (path) => /node_modules|\.terraform|dist/.test(path) });

/** Anchors of a document’s headings, as GitHub and GitLab write them. */
function anchors(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function leadsSomewhere(path: string, anchor: string | undefined): boolean {
  if (!existsSync(join(root, path))) return false;
  return anchor === undefined || anchors(path).includes(anchor);
}

test('every link of a document leads to a file, and to a heading of it', () => {
  const documents = below('{*.md,{docs,infra,deploy,src}/**/*.md}');
  assert.ok(documents.includes('README.md'));
  for (const path of documents)
    for (const [link, target = '', anchor] of read(path).matchAll(/\]\(([^)\s#:]*)(?:#([^)\s]+))?\)/g)) {
      const file = target === '' ? path : normalize(join(dirname(path), target));
      assert.ok(leadsSomewhere(file, anchor), `${path}: ${link}`);
    }
});

test('every document that infrastructure, alerts and scripts name is there, and its heading', () => {
  for (const path of below('{infra,deploy,tools}/**/*.{tf,yaml,yml,json,sh,ts}'))
    for (const [named, file = '', anchor] of read(path).matchAll(
      /\b((?:docs|infra|deploy)\/[\w./-]+\.md)(?:#([\w-]+))?/g,
    ))
      assert.ok(leadsSomewhere(file, anchor), `${path}: ${named}`);
});
