import type { Finding } from '#lint/finding.js';
import type { LintReport } from './lint-summary.js';

/** SARIF 2.1.0, for code scanning. A clause is a SARIF rule: it is what has a reason. */
export function lintSarif({ result }: LintReport, version: string): string {
  const ids = result.clauses.map(({ name }) => name);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'arch-lint',
            version,
            rules: result.clauses.map(({ name, rule, because, severity }) => ({
              id: name,
              name: rule,
              shortDescription: { text: because },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: result.problems.length === 0,
            toolConfigurationNotifications: result.problems.map(({ code, message, hint }) => ({
              descriptor: { id: code },
              level: 'error',
              message: { text: `${message}. ${hint}` },
            })),
          },
        ],
        results: [
          ...result.findings.map((finding) => toResult(finding, ids, 'new')),
          ...result.known.map((finding) => toResult(finding, ids, 'unchanged')),
          ...result.suppressed.map((finding) => ({
            ...toResult(finding, ids, 'unchanged'),
            suppressions: [{ kind: 'inSource' }],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The steps that prove it are related locations, so that a viewer can walk along the chain. */
function toResult(
  finding: Finding,
  clauses: readonly string[],
  baselineState: 'new' | 'unchanged',
) {
  const { clause, severity, file, line, column, message, because, proof, key } = finding;
  return {
    ruleId: clause,
    ruleIndex: clauses.indexOf(clause),
    level: severity,
    message: { text: `${message}. Because: ${because}` },
    baselineState,
    locations: [
      {
        physicalLocation: {
          artifactLocation: place(file),
          region: { startLine: line, startColumn: column },
        },
      },
    ],
    relatedLocations: proof.flatMap((path, id) =>
      path.includes('.') && path.includes('/')
        ? [{ id, physicalLocation: { artifactLocation: place(path) }, message: { text: path } }]
        : [],
    ),
    partialFingerprints: { 'archLint/v1': key },
  };
}

/** In a reference `#` and `?` would end the path. */
function place(path: string) {
  return { uri: encodeURI(path).replaceAll(/[#?]/g, encodeURIComponent), uriBaseId: '%SRCROOT%' };
}
