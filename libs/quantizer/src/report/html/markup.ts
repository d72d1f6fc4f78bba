/** Text that is HTML already: made by `markup` alone, so that nothing unescaped can get into a page. */
export class Markup {
  private constructor(readonly text: string) {}

  /** For the template function below; a literal in our own code. */
  static trusted(text: string): Markup {
    return new Markup(text);
  }
}

export type Insertable = Markup | string | number | readonly Insertable[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters have no meaning in HTML, and directions of writing could turn what follows a name around. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * HTML or SVG from a template: all that is put into it is escaped, unless it is `Markup` itself. Values of attributes
 * have to stand in double quotes.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
  const text = parts.reduce((all, part, at) => all + inserted(values[at - 1] ?? '') + part);
  return Markup.trusted(text);
}

function inserted(value: Insertable): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(inserted).join('');
  return String(value)
    .replaceAll(INVISIBLE, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
