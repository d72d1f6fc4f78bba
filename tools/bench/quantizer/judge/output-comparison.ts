import { OutputError } from '@flotilla/evaluation';
import type { OutputVerdict, SnrDb } from './verdict';

/** What `judge.py` says of an output, gathered sample by sample. */
export class OutputComparison {
  readonly #error = new OutputError();
  #equal = 0;
  #count = 0;

  constructor(readonly name: string) {}

  add(wanted: ArrayLike<number>, got: ArrayLike<number>): void {
    this.#error.add(wanted, got);
    this.#count += wanted.length;
    for (let at = 0; at < wanted.length; at++) if (wanted[at] === got[at]) this.#equal++;
  }

  verdict(): OutputVerdict {
    return { name: this.name, snrDb: this.#snrDb(), equalShare: this.#equal / this.#count };
  }

  #snrDb(): SnrDb {
    const { snrDb, maxAbsoluteError } = this.#error.summary();
    if (snrDb !== null && !Number.isNaN(snrDb)) return snrDb;
    return maxAbsoluteError === 0 ? 'exact' : 'none';
  }
}
