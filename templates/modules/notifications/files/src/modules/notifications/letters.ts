/** Why a letter is written, with all that it says. */
export type Occasion =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'order-confirmed'; readonly orderId: string; readonly total: number }
  | { readonly kind: 'order-rejected'; readonly orderId: string; readonly reason: string };

export interface Words {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The words of a letter, as text and as HTML. */
export function wordsFor(occasion: Occasion): Words {
  switch (occasion.kind) {
    case 'welcome':
      return letter('Welcome', ['Your account is open.', 'You can sign in with this address.']);
    case 'order-confirmed':
      return letter('Your order is confirmed', [
        `We have your order ${occasion.orderId}.`,
        `You pay ${money(occasion.total)}.`,
      ]);
    case 'order-rejected':
      return letter('Your order could not be completed', [
        `Your order ${occasion.orderId} was not accepted: ${occasion.reason}.`,
        'You have not been charged.',
      ]);
  }
}

function letter(subject: string, paragraphs: readonly string[]): Words {
  return {
    subject,
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body>${paragraphs
      .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
      .join('')}</body></html>`,
  };
}

const money = (minorUnits: number): string => (minorUnits / 100).toFixed(2);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Reasons come from other modules and names from people: neither may become markup. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
