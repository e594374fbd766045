import type { Cursor } from './lex-cursor.js';
import type { Found } from './lex-keywords.js';
import { exportStatement, importStatement, nameAt } from './lex-statement.js';
import { isWord, skipBlank, wordEnd } from './lex-tokens.js';
import { TypeReader } from './lex-types.js';

/** An import statement, and the names that it gives the file. */
interface BoundImport {
  readonly offset: number;
  readonly locals: readonly string[];
}

/** All that was asked is known. */
export class Answered extends Error {}

/** Names that tags stand for where the compiler writes calls instead. */
const FACTORIES = ['React', 'h', 'jsx', 'createElement', 'Fragment'] as const;

/**
 * Notes which names a file uses as values: types are stepped over, and every other name counts, be it one
 * that the file declares itself. What is in doubt is a value.
 */
export class UseReader {
  private readonly names = new Set<string>();
  /** Those of which no name was used yet. */
  private unused: BoundImport[] = [];
  private used = 0;
  /** How many imports are asked about, of which specifiers. */
  private readonly asked: readonly string[];
  private readonly text: string;
  private readonly types: TypeReader;
  /** Where decorators are told the types of what they stand before, these are values. */
  private readonly hasMetadata: boolean;
  private isDecorated = false;

  constructor(text: string, hasMetadata: boolean, asked: readonly string[]) {
    this.asked = asked;
    this.text = text;
    this.types = new TypeReader(text);
    this.hasMetadata = hasMetadata;
  }

  /** Notes a word; where types or an import begin with it, says where reading goes on. */
  wordAt(at: number, end: number, cursor: Cursor): Found | undefined {
    const { text } = this;
    const isMember = cursor.last === 46 && text.charCodeAt(cursor.lastAt - 1) !== 46;
    if (isMember || this.isKey(end, cursor)) return undefined;
    const to = this.skip(text.slice(at, end), at, end, cursor);
    if (to !== undefined) return { imports: [], end: to };
    const isDecorator = text[at] === '@';
    this.isDecorated ||= isDecorator;
    this.note(text.slice(isDecorator ? at + 1 : at, end));
    return undefined;
  }

  tag(start: number, end: number): void {
    this.note(/^[^.:-]*/.exec(this.text.slice(start, end))?.[0] ?? '');
    for (const name of FACTORIES) this.note(name);
  }

  /** The end of the type after a colon. */
  annotationEnd(start: number): number | undefined {
    if (this.hasMetadata && this.isDecorated)
      this.note(nameAt(this.text, skipBlank(this.text, start)));
    return this.types.typeEnd(start);
  }

  /** The end of `<…>` where it holds types: before or after an expression. */
  typeArgumentsEnd(at: number, afterExpression: boolean): number | undefined {
    const end = this.types.angleEnd(at);
    if (end === undefined || !afterExpression) return end;
    const next = skipBlank(this.text, end);
    if (this.text.slice(end, next).includes('\n')) return end;
    const goesOn = isWord(this.text.charCodeAt(next))
      ? /^(?:extends|implements)$/.test(nameAt(this.text, next))
      : !/["'<>=+/-]/.test(this.text[next] ?? '');
    return goesOn || this.text.startsWith('=>', next) ? end : undefined;
  }

  /** Where the imports begin that nothing of what was read uses. */
  get erased(): number[] {
    return this.unused.map(({ offset }) => offset);
  }

  private note(name: string): void {
    if (this.names.has(name)) return;
    this.names.add(name);
    this.settle(name);
  }

  private settle(name: string): void {
    if (!this.unused.some(({ locals }) => locals.includes(name))) return;
    const left = this.unused.filter(({ locals }) => !locals.includes(name));
    this.used += this.unused.length - left.length;
    this.unused = left;
    if (this.used >= this.asked.length) throw new Answered();
  }

  private skip(word: string, at: number, end: number, cursor: Cursor): number | undefined {
    const { text, types } = this;
    switch (word) {
      case 'import':
        return this.imported(at);
      case 'export':
        if (/^\s*type\s*\{/.test(text.slice(end, end + 40)))
          return types.bracketsEnd(text.indexOf('{', end));
        return exportStatement(text, at)?.end;
      case 'as':
      case 'satisfies':
        return cursor.ended ? types.typeEnd(end) : undefined;
      case 'implements':
        return types.typesEnd(end);
      case 'interface':
        return this.interfaceEnd(end);
      case 'type':
        return this.aliasEnd(end);
      case 'case':
        // Its colon begins no type.
        awaitColon(cursor);
        return end;
      default:
        return undefined;
    }
  }

  private imported(at: number): number | undefined {
    const found = importStatement(this.text, at);
    if (found === undefined) return undefined;
    const isAsked = this.asked.includes(found.specifier);
    if (isAsked && found.kind === 'value' && found.names.length > 0) {
      this.unused.push({ offset: at, locals: localNames(this.text.slice(at, found.end)) });
      for (const name of this.names) this.settle(name);
    }
    return found.end;
  }

  private interfaceEnd(start: number): number | undefined {
    const head = this.declaredEnd(start);
    if (head === undefined) return undefined;
    const next = skipBlank(this.text, head);
    const isHeir = nameAt(this.text, next) === 'extends';
    const open = isHeir ? this.types.typesEnd(next + 'extends'.length) : head;
    return open === undefined ? undefined : this.types.bracketsEnd(skipBlank(this.text, open));
  }

  private aliasEnd(start: number): number | undefined {
    const head = this.declaredEnd(start);
    if (head === undefined) return undefined;
    const next = skipBlank(this.text, head);
    return this.text[next] === '=' && !/[=>]/.test(this.text[next + 1] ?? '')
      ? this.types.typeEnd(next + 1)
      : undefined;
  }

  /** The end of `Name` or `Name<A>`. */
  private declaredEnd(start: number): number | undefined {
    const name = skipBlank(this.text, start);
    const end = wordEnd(this.text, name);
    if (end === name) return undefined;
    const open = skipBlank(this.text, end);
    return this.text[open] === '<' ? this.types.angleEnd(open) : end;
  }

  /** `name:` and `name?:` give something a name; `default:` is none but has no type either. */
  private isKey(end: number, cursor: Cursor): boolean {
    if ((cursor.questions.at(-1) ?? 0) > 0) return false;
    let next = skipBlank(this.text, end);
    if (this.text[next] === '?') next = skipBlank(this.text, next + 1);
    if (this.text[next] !== ':') return false;
    if (this.text.slice(end - 'default'.length, end) === 'default') awaitColon(cursor);
    return true;
  }
}

function awaitColon({ questions }: Cursor): void {
  questions.push((questions.pop() ?? 0) + 1);
}

/** `a`, `b` and `d` of `import a, { b, type C, c as d } from './e'`. */
function localNames(statement: string): string[] {
  const clause = statement
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
    .replace(/^import|\bfrom\s*["'`][\s\S]*$/g, '');
  return clause.split(/[{},]/).flatMap((part) => {
    const words = part.trim().split(/\s+/);
    const isType = words[0] === 'type' && words.length % 2 === 0;
    const name = words.at(-1) ?? '';
    return name === '' || isType ? [] : [name];
  });
}
