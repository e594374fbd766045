import type { LintReport } from './lint-summary.js';

/** Workflow commands that GitHub shows beside the changed lines. */
export function lintGithub({ result }: LintReport): string {
  const problems = result.problems.map(
    ({ code, message, hint }) =>
      `::error title=${property(code)}::${data(`${message}. ${hint}`)}\n`,
  );
  const findings = result.findings.map(
    ({ severity, file, line, column, clause, message, because }) => {
      const at = `file=${property(file)},line=${line},col=${column},title=${property(clause)}`;
      return `::${severity} ${at}::${data(`${message}\nbecause: ${because}`)}\n`;
    },
  );
  return [...problems, ...findings].join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
