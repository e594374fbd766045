import { templateOf } from './compile.js';
import type { View } from './view.js';

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
