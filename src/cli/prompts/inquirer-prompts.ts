import { createPromptModule } from 'inquirer';
import { Interrupted } from '../interrupted.js';
import { wrapText } from '../print/wrap.js';
import { styleFor, type Style } from '../print/style.js';
import type { Shell } from '../shell.js';
import type {
  CheckboxPrompt,
  Choice,
  ConfirmPrompt,
  InputPrompt,
  Prompts,
  SelectPrompt,
} from './prompts.js';

/** Rows that a list may take on a 24-row screen, beside its title, its reason and the key help. */
const PAGE_SIZE = 14;

/** What inquirer throws when a prompt is left: Ctrl-C, an aborted signal or a closed terminal. */
const LEFT = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError']);

type InquirerQuestion = Record<string, unknown> & {
  readonly type: 'select' | 'checkbox' | 'input' | 'confirm';
  readonly message: string;
};

/** Asks on the terminal. Values travel as positions in the list, so nothing needs to be compared. */
export function inquirerPrompts(shell: Shell): Prompts {
  const style = styleFor(shell);
  const theme = themeFor(style);
  const prompt = createPromptModule({ signal: shell.signal });
  const ask = async (question: InquirerQuestion): Promise<unknown> => {
    try {
      const answers: { value?: unknown } = await prompt([{ ...question, name: 'value', theme }]);
      return answers.value;
    } catch (error) {
      if (error instanceof Error && LEFT.has(error.name)) throw new Interrupted();
      throw error;
    }
  };
  return {
    select: async <Value>(question: SelectPrompt<Value>) =>
      pick(question.choices, await ask(listOf(question, 'select', shell.columns))),
    checkbox: async <Value>(question: CheckboxPrompt<Value>) => {
      const picked = await ask(listOf(question, 'checkbox', shell.columns));
      return Array.isArray(picked) ? picked.map((index) => pick(question.choices, index)) : [];
    },
    input: async (question: InputPrompt) =>
      String(
        await ask({
          type: 'input',
          message: `${titleOf(question, shell.columns)}\n${CURSOR}`,
          default: question.initial,
          validate: question.check,
          transformer: (value: string, { isFinal }: { readonly isFinal: boolean }) =>
            isFinal ? style.cyan(value || (question.whenEmpty ?? '')) : value,
        }),
      ),
    confirm: async (question: ConfirmPrompt) =>
      (await ask({ type: 'confirm', message: question.title, default: question.initial })) === true,
  };
}

const CURSOR = ' ›';

/** The title, and below it why it is asked. */
function titleOf(
  { title, why }: { readonly title: string; readonly why?: string },
  columns: number,
): string {
  if (why === undefined) return title;
  const lines = why.split('\n').map((line) => `  ${wrapText(line, columns, INDENT)}`);
  return [title, ...lines].join('\n');
}

const INDENT = 2;

function listOf<Value>(
  question: SelectPrompt<Value> | CheckboxPrompt<Value>,
  type: 'select' | 'checkbox',
  columns: number,
): InquirerQuestion {
  const chosen = (value: Value): boolean =>
    type === 'checkbox' && Array.isArray(question.initial) && question.initial.includes(value);
  const initial = question.choices.findIndex((choice) => choice.value === question.initial);
  return {
    type,
    message: titleOf(question, columns),
    pageSize: PAGE_SIZE,
    loop: false,
    ...(type === 'select' && initial >= 0 ? { default: initial } : {}),
    choices: question.choices.map((choice, index) => ({
      value: index,
      name: choice.name,
      short: choice.short ?? choice.name,
      ...(choice.hint === undefined ? {} : { description: choice.hint }),
      ...(chosen(choice.value) ? { checked: true } : {}),
    })),
  };
}

function pick<Value>(choices: readonly Choice<Value>[], index: unknown): Value {
  const choice = typeof index === 'number' ? choices[index] : undefined;
  if (choice === undefined) throw new Error(`The prompt returned no choice: ${String(index)}`);
  return choice.value;
}

/** Inquirer's own theme ignores NO_COLOR on Node 20, and would keep the reason beside the answer. */
function themeFor(style: Style): Record<string, unknown> {
  return {
    prefix: { idle: style.cyan('?'), done: style.green('✓') },
    icon: {
      cursor: '›',
      checked: style.green(' [x]'),
      unchecked: ' [ ]',
      disabledChecked: ' [x]',
      disabledUnchecked: ' [-]',
    },
    style: {
      answer: style.cyan,
      highlight: style.cyan,
      help: style.dim,
      disabled: style.dim,
      description: style.dim,
      error: (text: string) => style.red(`> ${text}`),
      defaultAnswer: (text: string) => style.dim(`(${text})`),
      message: (text: string, status: string) => message(style, text, status),
      keysHelpTip: (keys: readonly (readonly [string, string])[]) =>
        style.dim(keys.map(([key, action]) => `${key} ${action}`).join(' · ')),
    },
  };
}

function message(style: Style, text: string, status: string): string {
  const [title = '', ...rest] = text.split('\n');
  if (status === 'done') return style.bold(title.replaceAll(/ [([].*?[)\]]/g, ''));
  return [style.bold(title), ...rest.map((line) => style.dim(line))].join('\n');
}
