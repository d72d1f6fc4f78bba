/** An escape, a class, a named group or its reference, or the end of a name. */
const PARTS = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<|\(\?P=\w+\)|;/gsu;

const ANCHORS: Readonly<Record<string, string>> = { '\\A': '^', '\\Z': '$' };

/** What RegExp takes an escape of, under its flag u. */
const SYNTAX = '^$\\.*+?()[]{}|/';

/**
 * A pattern of Python's `re` as RegExp reads it with the flag u. LiteRT Quantizer searches in all of an operator's
 * output names, each ended by a semicolon; here it is each name alone, so that a semicolon is the end of one as well.
 */
export function fromPythonPattern(pattern: string): string {
  return pattern.replaceAll(PARTS, (part) => {
    if (part === ';') return '(?:;|$)';
    if (part === '(?P<') return '(?<';
    if (part.startsWith('(?P=')) return `\\k<${part.slice('(?P='.length, -1)}>`;
    if (part.startsWith('[')) return fromPythonClass(part);
    return fromPythonEscape(part);
  });
}

/** A bracket that comes first is one of the class. */
function fromPythonClass(text: string): string {
  return text.replace(/^\[\^?(?=\])/u, '$&\\').replaceAll(/\\./gsu, fromPythonEscape);
}

/** Python lets any punctuation be escaped. */
function fromPythonEscape(escape: string): string {
  const anchor = ANCHORS[escape];
  if (anchor !== undefined) return anchor;
  const character = escape.slice(1);
  if (/[\da-z]/i.test(character) || SYNTAX.includes(character)) return escape;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
