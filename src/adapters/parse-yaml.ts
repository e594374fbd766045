import { isAlias, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { UserError } from '#shared/user-error.js';

/** Parses one YAML 1.2 document. Refuses what the library would only warn of, and aliases, which can explode. */
export function parseYaml(text: string, name: string): unknown {
  const lines = new LineCounter();
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const document = parse(text, name, lines);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw malformed(at(problem.pos[0]), problem.message);
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) throw malformed(at(node.range?.[0] ?? 0), 'aliases are not allowed');
    },
    Map: (_, { items }) => {
      const keys = new Set<string>();
      for (const { key } of items) {
        const where = isScalar(key) ? at(key.range?.[0] ?? 0) : name;
        if (!isScalar(key) || typeof key.value !== 'string') {
          throw malformed(where, 'every key must be plain text');
        }
        if (keys.has(key.value)) throw malformed(where, `${key.value} is there twice`);
        if (key.value === '__proto__') throw malformed(where, '__proto__ is not a key');
        keys.add(key.value);
      }
    },
  });
  return document.toJS();
}

function parse(text: string, name: string, lineCounter: LineCounter): Document {
  try {
    return parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      schema: 'core',
      // Checked below: the library compares each key with every other one.
      uniqueKeys: false,
    });
  } catch (error) {
    // The library recurses: a file of nothing but brackets exhausts the stack.
    if (error instanceof RangeError) throw malformed(name, 'it is nested too deeply');
    throw error;
  }
}

type Document = ReturnType<typeof parseDocument>;

function malformed(where: string, reason: string): UserError {
  return new UserError({
    code: 'ANSWERS_MALFORMED',
    message: `${where} is not valid YAML: ${reason}`,
    hint: 'Correct the file at that line',
  });
}
