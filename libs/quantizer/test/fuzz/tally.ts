const PRINTED_OF_A_KIND = 10;

/** Counts what became of cases, and prints the first findings of each kind. */
export class Tally {
  readonly #outcomes: Record<string, number> = {};
  readonly #kinds = new Map<string, number>();

  count(outcome: string): void {
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
  }

  /** @param fault an error, or in words what was no refusal with a code */
  find(where: string, fault: unknown): void {
    const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    const kind = text.split('\n').slice(0, 4).join('\n');
    const times = (this.#kinds.get(kind) ?? 0) + 1;
    this.#kinds.set(kind, times);
    if (times <= PRINTED_OF_A_KIND) process.stderr.write(`${where}: ${kind}\n`);
  }

  get findings(): number {
    return [...this.#kinds.values()].reduce((sum, times) => sum + times, 0);
  }

  get outcomes(): Readonly<Record<string, number>> {
    return this.#outcomes;
  }
}
