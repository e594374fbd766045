/** An element of XML with its attributes and content. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
}

const NAME = String.raw`[A-Za-z_][\w:.-]*`;
const TOKEN = new RegExp(
  String.raw`<\?[^]*?\?>|<!--(?:(?!--)[^])*-->|<(?<close>/)?(?<name>${NAME})(?<attributes>(?:\s+${NAME}="[^"<]*")*)\s*(?<alone>/)?>|(?<text>[^<]+)`,
  'y',
);
const ATTRIBUTE = new RegExp(String.raw`(${NAME})="([^"]*)"`, 'g');
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;
/** What XML cannot hold in any spelling. */
const NO_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

/** Reads XML without DTD and CDATA; throws where it is not well-formed. */
export function parseXml(source: string): Element {
  if (NO_CHARACTER.test(source)) throw new Error('a character that XML does not have');
  const top: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(source)?.groups;
    const within = open.at(-1);
    if (found === undefined || within === undefined) throw new Error(`no XML at ${at}`);
    const { close, name, attributes = '', alone, text = '' } = found;
    if (ENTITY.test(text + attributes)) throw new Error(`a bare & at ${at}`);
    within.text += text;
    if (name === undefined) continue;
    if (close !== undefined) {
      if (within.name !== name) throw new Error(`${within.name} is closed by ${name} at ${at}`);
      open.pop();
      continue;
    }
    const element: Open = { name, attributes: attributesIn(attributes), children: [], text: '' };
    within.children.push(element);
    if (alone === undefined) open.push(element);
  }
  const [root, ...more] = top.children;
  if (open.length !== 1 || root === undefined || more.length > 0 || top.text.trim() !== '')
    throw new Error('not one whole element');
  return root;
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const all = [...text.matchAll(ATTRIBUTE)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  if (new Set(all.map(([name]) => name)).size < all.length) throw new Error('an attribute twice');
  return new Map(all);
}

/** Says where a document does not obey a schema of elements, sequences and attributes; throws at any other kind. */
export function faultsAgainst(schema: Element, document: Element): string[] {
  const declared = new Map(
    only(schema, 'xs:element').map((element) => [attribute(element, 'name'), element]),
  );
  const faults = (element: Element, path: string): string[] => {
    const declaration = declared.get(element.name);
    if (declaration === undefined) return [`${path}: unknown element`];
    const type = declaration.children[0];
    if (type === undefined) {
      const plain = element.children.length === 0 && element.attributes.size === 0;
      return plain ? [] : [`${path}: only text is allowed`];
    }
    const mixed = type.attributes.get('mixed') === 'true';
    return [
      ...(mixed || element.text.trim() === '' ? [] : [`${path}: text is not allowed`]),
      ...attributeFaults(type, element, path),
      ...sequenceFaults(type, element, path),
      ...element.children.flatMap((child) => faults(child, `${path}/${child.name}`)),
    ];
  };
  return faults(document, document.name);
}

function attributeFaults(type: Element, element: Element, path: string): string[] {
  const allowed = type.children.filter(({ name }) => name === 'xs:attribute');
  const names = allowed.map((one) => attribute(one, 'name'));
  const required = allowed.filter((one) => attribute(one, 'use') === 'required');
  return [
    ...[...element.attributes.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => `${path}: unknown attribute ${name}`),
    ...required
      .map((one) => attribute(one, 'name'))
      .filter((name) => !element.attributes.has(name))
      .map((name) => `${path}: no attribute ${name}`),
  ];
}

/** The children as one word for each, against the sequence as a pattern of words. */
function sequenceFaults(type: Element, element: Element, path: string): string[] {
  const [sequence] = type.children.filter(({ name }) => name !== 'xs:attribute');
  const pattern =
    sequence === undefined ? [] : only(sequence, 'xs:element', 'xs:sequence').map(word);
  const children = element.children.map(({ name }) => `${name} `).join('');
  return new RegExp(`^${pattern.join('')}$`).test(children)
    ? []
    : [`${path}: children ${children || 'none'}`];
}

function word(one: Element): string {
  const least = one.attributes.get('minOccurs') ?? '1';
  const most = one.attributes.get('maxOccurs') ?? '1';
  return `(?:${attribute(one, 'ref')} ){${least},${most === 'unbounded' ? '' : most}}`;
}

/** The children, all of which must be of one kind. */
function only(parent: Element, kind: string, ofKind: string = parent.name): readonly Element[] {
  const strange = parent.children.find(({ name }) => name !== kind);
  if (strange !== undefined || parent.name !== ofKind)
    throw new Error(`${strange?.name ?? parent.name} is more than is understood of XML Schema`);
  return parent.children;
}

function attribute(element: Element, name: string): string {
  const value = element.attributes.get(name);
  if (value === undefined) throw new Error(`${element.name} has no ${name}`);
  return value;
}
