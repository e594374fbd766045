import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../tools/browser.js';
import { exists, run } from '../tools/program.js';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];
const found = await Promise.all(PROGRAMS.map(exists));
const program = PROGRAMS[found.indexOf(true)];
const WHY = program === undefined ? ' (Chromium is not installed)' : '';
const ANSWERS = resolve('examples/answers');
/** One for each pattern, and the close call. */
const NAMES = readdirSync(ANSWERS).filter((file) => /^(02|04|05|06|13)/.test(file));

/** What is wider than the window, and where a name for those who do not see is missing. */
const lookAt = (width: number) => `({
  wide: document.documentElement.scrollWidth > ${width},
  charts: [...document.querySelectorAll('svg:not([aria-hidden])')].length,
  nameless: [...document.querySelectorAll('svg:not([aria-hidden])')].filter((one) => !one.getAttribute('aria-label')).length,
  landmarks: ['header', 'nav', 'main', 'footer'].filter((one) => document.querySelector(one) === null),
  tables: [...document.querySelectorAll('table')].filter((one) => !one.caption || !one.querySelector('th[scope=col]')).length,
  lost: [...document.querySelectorAll('a[href^="#"]')].filter((one) => !document.getElementById(one.getAttribute('href').slice(1))).length,
  levels: [...document.querySelectorAll('h1,h2,h3')].map((one) => Number(one.tagName[1])),
  lang: document.documentElement.lang,
})`;

describe.skipIf(program === undefined)(`the decision page in a browser${WHY}`, () => {
  let folder = '';
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    for (const name of NAMES) {
      const argv = [
        'decide',
        '--answers',
        join(ANSWERS, name),
        '--html',
        join(folder, `${name}.html`),
      ];
      const { code, output } = await run(resolve('bin/create-backend.js'), argv, { cwd: folder });
      expect(code, output).toBe(0);
    }
    browser = new Browser(program ?? '');
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const views = NAMES.flatMap((name) => [
    { name, width: 390, dark: false },
    { name, width: 1280, dark: true },
  ]);

  it.each(views)('$name at $width', async ({ name, width, dark }) => {
    const visit = await browser.visit(join(folder, `${name}.html`), width, dark);
    expect(visit.requests).toEqual([]);
    expect(visit.complaints).toEqual([]);
    const look = (await visit.evaluate(lookAt(width))) as Record<string, unknown>;
    expect(look).toMatchObject({
      wide: false,
      nameless: 0,
      landmarks: [],
      tables: 0,
      lost: 0,
      lang: 'en',
    });
    expect(look['charts']).toBeGreaterThanOrEqual(2);
    const levels = look['levels'] as readonly number[];
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });
});
