import type { LintReport } from './lint-summary.js';

/** JUnit's XML: a clause is a test case, its findings are the reason why it failed. */
export function lintJunit({ result }: LintReport): string {
  const cases = result.clauses.map(({ name, rule, because }) => {
    const findings = result.findings.filter(({ clause }) => clause === name);
    const failures = findings.filter(({ severity }) => severity === 'error');
    const lines = findings.map(
      ({ severity, file, line, column, message }) =>
        `${severity} ${file}:${line}:${column} ${message}`,
    );
    const open = `    <testcase classname="${xml(`arch-lint.${rule}`)}" name="${xml(name)}"`;
    if (lines.length === 0) return `${open}/>`;
    const text = xml(`${lines.join('\n')}\nbecause: ${because}`);
    return failures.length === 0
      ? `${open}>\n      <system-out>${text}</system-out>\n    </testcase>`
      : `${open}>\n      <failure message="${failures.length} findings">${text}</failure>\n    </testcase>`;
  });
  const errors = result.problems.map(
    ({ code, message, hint }) =>
      `    <testcase classname="arch-lint" name="${xml(code)}">\n      <error message="${xml(message)}">${xml(hint)}</error>\n    </testcase>`,
  );
  const failed = result.clauses.filter(({ name }) =>
    result.findings.some(({ clause, severity }) => clause === name && severity === 'error'),
  );
  const counts = `tests="${cases.length + errors.length}" failures="${failed.length}" errors="${errors.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="arch-lint" ${counts}>`,
    `  <testsuite name="arch-lint" ${counts}>`,
    ...cases,
    ...errors,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** Escaped; characters that XML cannot hold at all become a question mark. */
function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?');
}
