import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check } from './finding.js';
import { exists, run } from './program.js';

/** Where operators put provider mirrors; each is searched one level deep. */
const PLACES = [
  '/opt',
  '/usr/share',
  '/usr/local/share',
  homedir(),
  join(homedir(), '.terraform.d'),
];

/** The folder that holds `registry.terraform.io`, or null when providers come over the network. */
export function findMirror(places: readonly string[] = PLACES): string | null {
  const candidates = places.flatMap((place) => {
    const inside = existsSync(place) ? readdirSync(place, { withFileTypes: true }) : [];
    return inside.filter((entry) => entry.isDirectory()).map((entry) => join(place, entry.name));
  });
  return candidates.find((folder) => existsSync(join(folder, 'registry.terraform.io'))) ?? null;
}

function cliConfig(mirror: string | null): string {
  if (mirror === null) return '';
  const providers = '["registry.terraform.io/hashicorp/*"]';
  return `provider_installation {
  filesystem_mirror {
    path    = "${mirror}"
    include = ${providers}
  }
  direct {
    exclude = ${providers}
  }
}
`;
}

/** Where providers come from, and no colours; the file lies in a folder of the caller. */
export function terraformEnvironment(folder: string): Readonly<Record<string, string>> {
  const config = join(folder, 'cli.tfrc');
  writeFileSync(config, cliConfig(findMirror()));
  return { TF_CLI_CONFIG_FILE: config, TF_CLI_ARGS: '-no-color', TF_IN_AUTOMATION: '1' };
}

/** Runs the repo's own infra/check.sh (format, validity, tests) on a copy, without an account. */
export const terraform: Check = {
  name: 'terraform fmt, validate and test',
  reads: 'infra',
  missing: async () => ((await exists('terraform')) ? null : 'terraform is not on the PATH'),
  check: async (repo) => {
    const folder = mkdtempSync(join(tmpdir(), 'terraform-'));
    try {
      cpSync(join(repo, 'infra'), join(folder, 'infra'), { recursive: true });
      const env = terraformEnvironment(folder);
      const { code, output } = await run('sh', ['infra/check.sh'], { cwd: folder, env });
      return code === 0 ? [] : [{ where: 'infra', what: output }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
