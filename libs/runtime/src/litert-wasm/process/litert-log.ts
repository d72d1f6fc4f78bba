/** A hostile model can put a tensor name of any length into a line, and fail at every node. */
const lineLimit = 512;
const linesLimit = 8;

/**
 * Collects what one instance of LiteRT writes. It is the only place where a failed run shows: the module hands out
 * output buffers that nothing was written to, and throws nothing.
 */
export class LitertLog {
  #lines: string[] = [];
  #hasError = false;

  readonly write = (line: string): void => {
    if (/^(INFO|WARNING|VERBOSE):/.test(line)) return;
    this.#hasError ||= /^(ERROR|FATAL):/.test(line);
    if (this.#lines.length < linesLimit) this.#lines.push(line.slice(0, lineLimit));
  };

  /** The errors since the last call, as one line; `undefined` where there are none. */
  takeError(): string | undefined {
    const lines = this.#lines;
    const hasError = this.#hasError;
    this.#lines = [];
    this.#hasError = false;
    return hasError ? errorText(lines.join('\n')) : undefined;
  }
}

/** LiteRT's error lines as one, without severities; places in its sources only where nothing else is said. */
export function errorText(lines: string): string {
  const texts = lines.split('\n').map((line) => line.replace(/^(└ )?(ERROR|FATAL): /, '').trim());
  const said = texts.map((text) => text.replace(/^\[[^\]]*\] ?/, '')).filter((text) => text !== '');
  return (said.length > 0 ? said : texts).join('; ');
}
