import { parse, type AnyNode, type Expression, type Program } from 'acorn';
import { Computed } from '#shared/literal.js';

/** They give back what they are given, and help editors with types. */
const GIVES_BACK = /^(?:defineConfig|config)$/;

/**
 * What a module of JavaScript exports by `module.exports` or by default, as far as it is written down: objects,
 * lists, texts and constants that the same file names. What only running it would tell is {@link Computed}.
 */
export function parseLiterals(source: string): unknown {
  const program = parsed(source);
  return program === undefined ? undefined : new Reader(source).exported(program);
}

function parsed(source: string): Program | undefined {
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return parse(source, { ecmaVersion: 'latest', sourceType, allowHashBang: true });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

class Reader {
  private readonly named = new Map<string, unknown>();
  private readonly source: string;
  constructor(source: string) {
    this.source = source;
  }

  exported({ body }: Program): unknown {
    let found: unknown;
    for (const node of body) {
      if (node.type === 'VariableDeclaration' && node.kind === 'const') {
        for (const { id, init } of node.declarations)
          if (id.type === 'Identifier' && init != null) this.named.set(id.name, this.value(init));
      } else if (node.type === 'ExportDefaultDeclaration') {
        found = this.value(node.declaration);
      } else if (node.type === 'ExpressionStatement' && this.isExports(node.expression)) {
        found = this.value(node.expression.right);
      }
    }
    return found;
  }

  private isExports(node: Expression): node is Extract<Expression, { right: Expression }> {
    return node.type === 'AssignmentExpression' && this.textOf(node.left) === 'module.exports';
  }

  private value(node: AnyNode): unknown {
    switch (node.type) {
      case 'Literal':
        return node.value instanceof RegExp ? this.computed(node) : node.value;
      case 'TemplateLiteral':
        return node.quasis.length === 1 ? node.quasis[0]?.value.cooked : this.computed(node);
      case 'Identifier':
        return this.named.has(node.name) ? this.named.get(node.name) : this.computed(node);
      case 'ArrayExpression':
        return this.list(node.elements);
      case 'ObjectExpression':
        return Object.fromEntries(node.properties.flatMap((property) => this.entries(property)));
      case 'BinaryExpression':
        return this.joined(node);
      case 'CallExpression':
        return this.given(node);
      default:
        return this.computed(node);
    }
  }

  private list(nodes: readonly (AnyNode | null)[]): unknown[] {
    return nodes.flatMap((node) => {
      if (node?.type !== 'SpreadElement') return [node === null ? undefined : this.value(node)];
      const spread = this.value(node.argument);
      return Array.isArray(spread) ? spread : [spread];
    });
  }

  private entries(node: AnyNode): [string, unknown][] {
    if (node.type === 'SpreadElement') {
      const spread = this.value(node.argument);
      const isRead = typeof spread === 'object' && !(spread instanceof Computed);
      return isRead ? Object.entries(spread ?? {}) : [[this.textOf(node), this.computed(node)]];
    }
    if (node.type !== 'Property' || node.computed)
      return [[this.textOf(node), this.computed(node)]];
    const { key, value, method, kind } = node;
    const name = key.type === 'Identifier' ? key.name : String(this.value(key));
    return [[name, method || kind !== 'init' ? this.computed(node) : this.value(value)]];
  }

  private joined(node: Extract<AnyNode, { type: 'BinaryExpression' }>): unknown {
    const [left, right] = [this.value(node.left), this.value(node.right)];
    const areTexts = typeof left === 'string' && typeof right === 'string';
    return node.operator === '+' && areTexts ? left + right : this.computed(node);
  }

  private given(node: Extract<AnyNode, { type: 'CallExpression' }>): unknown {
    const name = /\w*$/.exec(this.textOf(node.callee))?.[0] ?? '';
    if (!GIVES_BACK.test(name)) return this.computed(node);
    const given = this.list(node.arguments);
    return given.length === 1 ? given[0] : given;
  }

  private computed(node: AnyNode): Computed {
    return new Computed(this.textOf(node));
  }

  private textOf({ start, end }: AnyNode): string {
    return this.source.slice(start, end);
  }
}
