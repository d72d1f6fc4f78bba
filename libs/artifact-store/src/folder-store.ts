import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type {
  ArtifactStore,
  ByteRange,
  OpenedArtifact,
  PutOptions,
  StoredArtifact,
} from './artifact-store';
import { assertDigest, assertOrganisationId } from './digest';
import { ArtifactError } from './errors';
import { HashedContent } from './hashing';

export interface FolderStoreOptions {
  /** Made when first needed. Content lies in `<root>/<organisationId>/sha256/<aa>/<digest>`. */
  readonly root: string;
  /** Of one artifact. Default 2 GiB. */
  readonly maximumBytes?: number;
}

/** Nothing is uploaded for longer; what is older was left by a process that died. */
const unfinishedMaximumAgeMs = 24 * 3_600_000;

/** A store that keeps its artifacts in a folder. Several processes may share the folder. */
export function createFolderArtifactStore(options: FolderStoreOptions): ArtifactStore {
  return new FolderArtifactStore(path.resolve(options.root), options.maximumBytes ?? 2 ** 31);
}

class FolderArtifactStore implements ArtifactStore {
  private sweeping: Promise<void> | null = null;

  constructor(
    private readonly root: string,
    private readonly maximumBytes: number,
  ) {}

  async put(
    organisationId: string,
    content: AsyncIterable<Uint8Array>,
    { expectedDigest, maximumBytes = this.maximumBytes }: PutOptions = {},
  ): Promise<StoredArtifact> {
    assertOrganisationId(organisationId);
    if (expectedDigest !== undefined) assertDigest(expectedDigest);
    const hashed = new HashedContent(content, Math.min(maximumBytes, this.maximumBytes));
    await (this.sweeping ??= this.sweep());
    const unfinished = path.join(this.unfinished, randomUUID());
    try {
      await writeDurably(unfinished, hashed);
      const stored = hashed.finish(expectedDigest);
      await moveDurably(unfinished, this.pathOf(organisationId, stored.digest));
      return stored;
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async stat(organisationId: string, digest: string): Promise<StoredArtifact> {
    const file = this.pathOf(organisationId, digest);
    const { size } = await stat(file).catch(notFound(digest));
    return { digest, sizeBytes: size };
  }

  async open(organisationId: string, digest: string, range?: ByteRange): Promise<OpenedArtifact> {
    const stored = await this.stat(organisationId, digest);
    if (range !== undefined) assertRange(range, stored);
    const content = createReadStream(this.pathOf(organisationId, digest), range);
    return { ...stored, content };
  }

  async read(organisationId: string, digest: string): Promise<Uint8Array> {
    return readFile(this.pathOf(organisationId, digest)).catch(notFound(digest));
  }

  /** Once, before the first write: makes the folder and clears what interrupted writers left in it. */
  private async sweep(): Promise<void> {
    await mkdir(this.unfinished, { recursive: true });
    for (const name of await readdir(this.unfinished)) {
      const file = path.join(this.unfinished, name);
      const age = Date.now() - (await stat(file).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
      if (age > unfinishedMaximumAgeMs) await rm(file, { force: true });
    }
  }

  /** Beside the organisations; an organisation id has no leading dot, so that the two cannot meet. */
  private get unfinished(): string {
    return path.join(this.root, '.unfinished');
  }

  private pathOf(organisationId: string, digest: string): string {
    assertOrganisationId(organisationId);
    assertDigest(digest);
    return path.join(this.root, organisationId, 'sha256', digest.slice(0, 2), digest);
  }
}

async function writeDurably(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    for await (const chunk of content) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Renames, and makes the new name itself survive a power cut. */
async function moveDurably(from: string, to: string): Promise<void> {
  const folder = path.dirname(to);
  await mkdir(folder, { recursive: true });
  await rename(from, to);
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function assertRange({ start, end }: ByteRange, { digest, sizeBytes }: StoredArtifact): void {
  const satisfiable =
    Number.isSafeInteger(start) &&
    Number.isSafeInteger(end) &&
    start >= 0 &&
    start <= end &&
    end < sizeBytes;
  if (!satisfiable)
    throw new ArtifactError(
      'RANGE_NOT_SATISFIABLE',
      `artifact ${digest} has ${sizeBytes} bytes, bytes ${start} to ${end} are not among them`,
    );
}

function notFound(digest: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code !== 'ENOENT') throw error;
    throw new ArtifactError(
      'ARTIFACT_NOT_FOUND',
      `there is no artifact ${digest}; upload it first`,
      { cause: error },
    );
  };
}
