import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HeldWindow } from '@flotilla/device';
import { codecs, type Telemetry } from '@flotilla/protocol';
import { removeFile, writeDurably } from '../disk/durable-file';
import { readFileIfThere } from '../disk/read-file';

type WindowId = Pick<HeldWindow, 'session' | 'sequence'>;

const namePattern = /^(\d{20})-(\d{20})\.window$/;

/**
 * Closed windows on disk, one file each: the very bytes that go on the wire, now or after a restart. This is the disk of
 * a queue whose memory is `WindowOutbox`: that knows what is due, this what survives.
 */
export class WindowSpool {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'windows');
  }

  /** @returns what is held, in the order of session and sequence; files that are no windows are removed */
  async open(): Promise<HeldWindow[]> {
    await mkdir(this.folder, { recursive: true });
    const held: HeldWindow[] = [];
    for (const name of (await readdir(this.folder)).sort()) {
      const [, session, sequence] = namePattern.exec(name) ?? [];
      const bytes = await readFileIfThere(join(this.folder, name));
      if (session !== undefined && sequence !== undefined && bytes && isWindow(bytes)) {
        held.push({
          session: BigInt(session),
          sequence: BigInt(sequence),
          sizeBytes: bytes.byteLength,
        });
      } else await removeFile(join(this.folder, name));
    }
    return held;
  }

  async write(window: Telemetry): Promise<HeldWindow> {
    const bytes = codecs.telemetry.encode(window);
    await writeDurably(this.path(window), bytes);
    const { session, sequence } = window;
    return { session, sequence, sizeBytes: bytes.byteLength };
  }

  async read(id: WindowId): Promise<Uint8Array | null> {
    return readFileIfThere(this.path(id));
  }

  async remove(id: WindowId): Promise<void> {
    await removeFile(this.path(id));
  }

  private path({ session, sequence }: WindowId): string {
    const name = [session, sequence].map((each) => each.toString().padStart(20, '0')).join('-');
    return join(this.folder, `${name}.window`);
  }
}

function isWindow(bytes: Uint8Array): boolean {
  try {
    codecs.telemetry.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
