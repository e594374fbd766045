import Handlebars from 'handlebars';
import type { View } from './view.js';

/** Own instance: no helper or partial of somebody else's gets in. */
const handlebars = Handlebars.create();

const OPTIONS = { strict: true, noEscape: true, knownHelpersOnly: true } as const;

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Each text is compiled once, however many repositories are rendered. */
function templateOf(text: string): Handlebars.TemplateDelegate {
  const template = compiled.get(text) ?? handlebars.compile(text, OPTIONS);
  compiled.set(text, template);
  return template;
}

/** Fills in one `.hbs` text, or says why it cannot be. */
export function renderProse(
  text: string,
  view: View,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string } {
  try {
    return { ok: true, text: templateOf(text)(view) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
