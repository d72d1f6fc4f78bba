/** Text of a file's maker that must not look like lines of our own. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
