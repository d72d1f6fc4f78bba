import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Artifact, ArtifactRole } from '@flotilla/device';
import { diskFault } from '../disk/disk-fault';
import { removeFile, renameDurably } from '../disk/durable-file';
import { isErrno } from '../disk/read-file';
import { stepError } from '../errors';

const extensions: Readonly<Record<ArtifactRole, string>> = { variant: 'tflite', golden: 'npz' };

/**
 * Files by their sha256. What lies under its final name was checked when it got it; what is on its way has the suffix
 * `.part` and counts for nothing.
 */
export class ArtifactCache {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'models');
  }

  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
  }

  path(role: ArtifactRole, digest: string): string {
    return join(this.folder, `${digest}.${extensions[role]}`);
  }

  partPath(role: ArtifactRole, digest: string): string {
    return `${this.path(role, digest)}.part`;
  }

  async has(role: ArtifactRole, { digest, sizeBytes }: Artifact): Promise<boolean> {
    return (await sizeOf(this.path(role, digest))) === sizeBytes;
  }

  async read(role: ArtifactRole, digest: string): Promise<Buffer> {
    return readFile(this.path(role, digest)).catch((error: unknown) => {
      throw diskFault(`read artifact ${digest}`, error);
    });
  }

  /**
   * Checks the whole file and gives it its final name.
   * @throws CodedError `DIGEST_MISMATCH` after removing what is wrong, `DISK_*`
   */
  async admit(role: ArtifactRole, { digest, sizeBytes }: Artifact): Promise<void> {
    const path = this.path(role, digest);
    const part = this.partPath(role, digest);
    const isThere = (await sizeOf(path)) !== null;
    const candidate = isThere ? path : part;
    const found = await this.inspect(candidate);
    if (found.digest !== digest || found.sizeBytes !== sizeBytes) {
      await removeFile(candidate);
      throw stepError(
        'DIGEST_MISMATCH',
        `cannot use what arrived: sha256 ${found.digest} of ${found.sizeBytes} bytes, ` +
          `desired ${digest} of ${sizeBytes}`,
      );
    }
    if (isThere) return;
    await renameDurably(part, path).catch((error: unknown) => {
      throw diskFault(`keep artifact ${digest}`, error);
    });
  }

  /** Whether the file is there and still has its digest. */
  async isSound(role: ArtifactRole, digest: string): Promise<boolean> {
    if ((await sizeOf(this.path(role, digest))) === null) return false;
    return (await this.inspect(this.path(role, digest))).digest === digest;
  }

  /** Removes everything but the files of these digests. */
  async removeAllBut(keep: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.folder)) {
      const [digest = ''] = name.split('.');
      if (!keep.has(digest)) await removeFile(join(this.folder, name));
    }
  }

  private async inspect(path: string): Promise<{ digest: string; sizeBytes: number }> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    try {
      await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) {
          hash.update(chunk);
          sizeBytes += chunk.length;
        }
      });
    } catch (error) {
      throw diskFault('check what arrived', error);
    }
    return { digest: hash.digest('hex'), sizeBytes };
  }
}

/** Null when there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw diskFault('look at the artifact cache', error);
  }
}
