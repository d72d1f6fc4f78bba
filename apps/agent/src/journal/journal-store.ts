import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyJournal, type Journal, parseJournal } from '@flotilla/device';
import { writeDurably } from '../disk/durable-file';
import { readFileIfThere } from '../disk/read-file';

/**
 * The journal on disk and in memory. Every change is on disk before the promise of `change` resolves, so whoever acts
 * on it acts on what a restart will find.
 */
export class JournalStore {
  private lastChange: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private journal: Journal,
  ) {}

  /**
   * An unreadable journal is set aside under `onUnreadable`'s eyes and an empty one takes its place: the platform says
   * again what is desired, and what lies in the artifact cache need not be fetched again.
   */
  static async open(
    dataDir: string,
    onUnreadable: (keptAs: string) => void,
  ): Promise<JournalStore> {
    await mkdir(dataDir, { recursive: true });
    const path = join(dataDir, 'journal.json');
    const bytes = await readFileIfThere(path);
    if (!bytes) return new JournalStore(path, emptyJournal);
    const journal = parseJournal(parseJson(bytes.toString('utf8')));
    if (journal) return new JournalStore(path, journal);
    const keptAs = join(dataDir, 'journal.unreadable.json');
    await rename(path, keptAs);
    onUnreadable(keptAs);
    return new JournalStore(path, emptyJournal);
  }

  get current(): Journal {
    return this.journal;
  }

  /** Changes are made one after the other; `change` sees the result of the one before. */
  async change(change: (journal: Journal) => Journal): Promise<Journal> {
    const done = this.lastChange.then(async () => {
      const next = change(this.journal);
      if (next !== this.journal) {
        await writeDurably(this.path, JSON.stringify(next));
        this.journal = next;
      }
      return next;
    });
    this.lastChange = done.catch(() => undefined);
    return done;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
