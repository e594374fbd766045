import { createHash } from 'node:crypto';
import type { LintReport } from './lint-summary.js';

/** GitLab's code quality report: a finding keeps its fingerprint while it is the same finding. */
export function lintGitlab({ result }: LintReport): string {
  const fingerprint = fingerprints();
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

/** GitLab shows one finding of each fingerprint, so that the second of the same kind is counted into it. */
function fingerprints(): (key: string) => string {
  const times = new Map<string, number>();
  return (key) => {
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    const print = before === 0 ? key : `${key} | ${before}`;
    return createHash('sha256').update(print).digest('hex').slice(0, 40);
  };
}
