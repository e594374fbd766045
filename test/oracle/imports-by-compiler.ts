import { ts } from '@ts-morph/common';

/** An import as the TypeScript compiler's syntax tree has it. */
export interface SeenImport {
  readonly specifier: string;
  readonly offset: number;
}

const KINDS: Readonly<Record<string, ts.ScriptKind>> = {
  ts: ts.ScriptKind.TS,
  mts: ts.ScriptKind.TS,
  cts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
};

/** Every import of a file, found by walking the compiler's tree; undefined when the compiler sees an error. */
export function importsByCompiler(path: string, text: string): SeenImport[] | undefined {
  const kind = KINDS[path.slice(path.lastIndexOf('.') + 1)] ?? ts.ScriptKind.JSX;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  if ((tree as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics.length > 0)
    return undefined;
  const seen: SeenImport[] = [];
  const add = (node: ts.Node | undefined, at: ts.Node, read = (text: string) => text) => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    seen.push({ specifier: read(node.text), offset: at.getStart(tree) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
      add(node.moduleSpecifier, node);
    else if (ts.isJSDocImportTag(node)) add(node.moduleSpecifier, node);
    else if (ts.isExternalModuleReference(node)) add(node.expression, node.parent);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, node);
    else if (ts.isCallExpression(node) && loads(node.expression))
      add(node.arguments[0] && withoutParentheses(node.arguments[0]), node);
    else if (
      ts.isModuleDeclaration(node) &&
      ts.isStringLiteral(node.name) &&
      node.name.text.startsWith('.') &&
      kind !== ts.ScriptKind.JSX
    )
      add(node.name, node);
    else if (isFileUrl(node)) add(node.arguments?.[0], node, besideBase);
    if (ts.isCallExpression(node))
      for (const element of amdList(node)) add(element, node, afterPlugin);
    for (const comment of (node as unknown as { jsDoc?: ts.Node[] }).jsDoc ?? [])
      if (kind === ts.ScriptKind.JSX) visit(comment);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  for (const { fileName } of tree.referencedFiles) seen.push({ specifier: fileName, offset: 0 });
  for (const { fileName } of tree.typeReferenceDirectives)
    seen.push({ specifier: fileName, offset: 0 });
  return seen;
}

/** A URL without a dot lies beside its base, where an import without one is a package. */
function besideBase(path: string): string {
  return /^\.{1,2}\//.test(path) ? path : `./${path}`;
}

/** The modules that an AMD loader is asked for; bare names are its own, and a module with a name may lie in a bundle. */
function amdList({ expression, arguments: [first, second] }: ts.CallExpression): ts.Expression[] {
  if (!/^(?:define|require|requirejs)$/.test(expression.getText()) || first === undefined)
    return [];
  const named = ts.isStringLiteralLike(first);
  const list = named ? second : first;
  const wanted = named ? /^\.{1,2}\// : /^[^?:/]*\/[^?:]*$/;
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return [];
  return list.elements.filter(
    (element) => ts.isStringLiteralLike(element) && wanted.test(afterPlugin(element.text)),
  );
}

function afterPlugin(id: string): string {
  return id.slice(id.lastIndexOf('!') + 1);
}

const LOADING =
  /^(?:import(?:\.defer|\.source)?|import\.meta\.resolve|(?:module\.)?require(?:\.resolve)?|(?:jest|vi)\.(?:mock|doMock|unmock|dontMock|setMock|requireActual|importActual|requireMock|importMock))$/;

function withoutParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

function loads(called: ts.Expression): boolean {
  return LOADING.test(called.getText().replaceAll(/\s|\?(?=\.)/g, ''));
}

function isFileUrl(node: ts.Node): node is ts.NewExpression {
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'URL') return false;
  const [path, base] = node.arguments ?? [];
  return (
    path !== undefined &&
    base?.getText() === 'import.meta.url' &&
    ts.isStringLiteralLike(path) &&
    !/^(?:[a-z][\w+.-]*:|\/|#|\?|$)/i.test(path.text) &&
    !/(?:^|\/)\.{0,2}$/.test(path.text)
  );
}
