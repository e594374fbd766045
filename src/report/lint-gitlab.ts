import { createHash } from 'node:crypto';
import type { LintReport } from './lint-summary.js';

/** GitLab's code quality report: a finding keeps its fingerprint while it is the same finding. */
export function lintGitlab({ result }: LintReport): string {
  const problems = result.problems.map(({ code, message, hint }) => ({
    description: `${code}: ${message}. ${hint}`,
    check_name: code,
    fingerprint: fingerprint(`${code} ${message}`),
    severity: 'blocker',
    location: { path: 'architecture.json', lines: { begin: 1 } },
  }));
  const findings = result.findings.map((finding) => ({
    description: `${finding.message} (because: ${finding.because})`,
    check_name: finding.clause,
    fingerprint: fingerprint(finding.key),
    severity: finding.severity === 'error' ? 'major' : 'minor',
    location: { path: finding.file, lines: { begin: finding.line } },
  }));
  return `${JSON.stringify([...problems, ...findings], null, 2)}\n`;
}

function fingerprint(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}
