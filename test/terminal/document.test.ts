import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { capturePlain, captureWalk, shapeOf, wizardDocument, type Captured } from './document.js';
import { pictureHtml } from './picture.js';

const FILE = 'docs/wizard.md';
/** Set by scripts/capture-wizard.mjs: where to leave pages for it to photograph. */
const PICTURES = process.env['WIZARD_PICTURES'];
const PICTURED: Readonly<Record<string, string>> = {
  'wizard-question': 'A choice under the cursor',
  'wizard-recommendation': 'Recommendation',
};

describe('docs/wizard.md', () => {
  let captured: readonly Captured[] = [];
  let plain: readonly string[] = [];
  beforeAll(async () => {
    captured = await captureWalk();
    plain = await capturePlain();
  }, 60_000);

  it('shows the wizard as it is (node scripts/capture-wizard.mjs renews it)', () => {
    const text = wizardDocument(captured, plain);
    if (PICTURES !== undefined) {
      writeFileSync(FILE, text);
      mkdirSync(PICTURES, { recursive: true });
      for (const [file, name] of Object.entries(PICTURED)) {
        const { cells = [] } = captured.find(({ scene }) => scene.name === name) ?? {};
        writeFileSync(`${PICTURES}/${file}.html`, pictureHtml(cells));
      }
    }
    expect(shapeOf(readFileSync(FILE, 'utf8'))).toBe(shapeOf(text));
  });

  it('shows every page whole: one question, and the keys in the last line', () => {
    for (const { scene, rows, broken } of captured.slice(0, -1)) {
      expect(broken, scene.name).toEqual([]);
      expect(
        rows.filter((row) => row.startsWith('◆')),
        scene.name,
      ).toHaveLength(1);
      expect(
        rows.findLast((row) => row !== ''),
        scene.name,
      ).toMatch(/^└ {2}/);
    }
  });

  it('has sentences only where everything is read aloud', () => {
    const text = plain.join('\n');
    expect(text).not.toMatch(/[^\u0020-\u007E\n]/);
    expect(text).toContain('Question 1 of 6, the team.');
  });
});
