import { featuresText, patternsText, rulesText } from './catalogue.js';
import { commandsText } from './commands.js';
import { errorsText, type Sources } from './errors.js';
import { knowledgeText } from './knowledge.js';
import { outputsText } from './outputs.js';
import { questionsText } from './questions.js';

/** The whole of docs/reference.md, from the code that it describes. */
export async function referenceText(sources: Sources): Promise<string> {
  const parts = [
    '# Reference',
    '<!-- Generated from code by scripts/generate-reference.mjs. -->',
    '[Commands](#commands) · [Questions](#questions) · [Patterns](#patterns) · [Features](#features) · [Lint rules](#lint-rules) · [Decision data](#decision-data) · [Exit codes](#exit-codes) · [Codes](#codes-of-problems-and-findings) · [JSON](#json-outputs)',
    await commandsText(),
    questionsText(),
    patternsText(),
    featuresText(),
    rulesText(),
    knowledgeText(),
    EXIT_CODES,
    errorsText(sources),
    await outputsText(),
  ];
  return `${parts.join('\n\n')}\n`;
}

const EXIT_CODES = `## Exit codes

| code | create-backend | arch-lint |
| --- | --- | --- |
| 0 | done | clean |
| 1 | the repository is written, but installing, checking or testing it failed; \`doctor\`: something that is needed is missing | findings |
| 2 | could not run: wrong input, a target in the way; nothing is written | could not check everything |
| 130, 143 | interrupted (Ctrl-C, SIGTERM); the whole or nothing is written | |`;
