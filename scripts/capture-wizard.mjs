// Writes docs/wizard.md from the wizard itself; with --pictures also docs/images/wizard-*.png, which needs Chromium.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const MOST_BYTES = 150_000;
const SIZE = '770,490';

const pages = mkdtempSync(join(tmpdir(), 'wizard-pictures-'));
try {
  const env = { ...process.env, WIZARD_PICTURES: pages };
  const tests = spawnSync('npx', ['vitest', 'run', 'test/terminal/document.test.ts'], { cwd: ROOT, env, stdio: 'inherit' });
  if (tests.status !== 0) process.exitCode = 1;
  const browser = BROWSERS.find((name) => spawnSync(name, ['--version']).status === 0);
  if (!process.argv.includes('--pictures')) console.log('Pictures stay as they are without --pictures.');
  else if (browser === undefined) throw new Error(`None of ${BROWSERS.join(', ')} is installed.`);
  else for (const page of readdirSync(pages)) photograph(browser, page);
} finally {
  rmSync(pages, { recursive: true, force: true });
}

function photograph(browser, page) {
  const target = join(ROOT, 'docs/images', page.replace('.html', '.png'));
  mkdirSync(join(ROOT, 'docs/images'), { recursive: true });
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--window-size=${SIZE}`, '--force-device-scale-factor=1.2'];
  const { status, stderr } = spawnSync(browser, [...flags, `--screenshot=${target}`, `file://${join(pages, page)}`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${browser} failed: ${stderr}`);
  const { size } = statSync(target);
  console.log(`${target} ${Math.ceil(size / 1000)} kB`);
  if (size > MOST_BYTES) throw new Error(`${target} is larger than ${MOST_BYTES} bytes`);
}
