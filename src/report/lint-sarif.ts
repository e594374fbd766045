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
        results: result.findings.map(
          ({ clause, severity, code, file, line, column, message, proof }) => ({
            ruleId: clause,
            ruleIndex: ids.indexOf(clause),
            level: severity,
            message: { text: message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(file), uriBaseId: '%SRCROOT%' },
                  region: { startLine: line, startColumn: column },
                },
              },
            ],
            partialFingerprints: { 'archLint/v1': [clause, code, ...proof].join('|') },
          }),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
