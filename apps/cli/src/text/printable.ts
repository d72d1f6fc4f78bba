/** C0, DEL and C1, of which a terminal makes commands; not the end of a line. */
const controls = /(?!\n)\p{Cc}/gu;

/**
 * Text that a terminal shows and does not obey, whatever names a model's maker or a file's path put into it. Escapes as
 * JSON does, so that JSON stays the same JSON.
 */
export function printable(text: string): string {
  return text.replace(
    controls,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
