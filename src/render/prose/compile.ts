import Handlebars from 'handlebars';
import OPTIONS from './compile-options.json' with { type: 'json' };

/** Own instance: no helper or partial of somebody else's gets in. */
const handlebars = Handlebars.create();

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Each text is compiled once, however many repositories are rendered; in the bundle our build has done it. */
export function templateOf(text: string): Handlebars.TemplateDelegate {
  const template = compiled.get(text) ?? handlebars.compile(text, OPTIONS);
  compiled.set(text, template);
  return template;
}
