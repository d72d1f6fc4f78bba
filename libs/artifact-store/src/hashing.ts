import { createHash } from 'node:crypto';
import type { StoredArtifact } from './artifact-store';
import { ArtifactError } from './errors';

/** Passes chunks on while it counts and hashes them, and stops at the limit instead of after it. */
export class HashedContent implements AsyncIterable<Uint8Array> {
  private readonly hash = createHash('sha256');
  private sizeBytes = 0;

  constructor(
    private readonly content: AsyncIterable<Uint8Array>,
    private readonly maximumBytes: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for await (const chunk of this.content) {
      this.sizeBytes += chunk.byteLength;
      if (this.sizeBytes > this.maximumBytes)
        throw new ArtifactError(
          'TOO_LARGE',
          `the artifact is larger than the ${this.maximumBytes} bytes allowed here`,
        );
      this.hash.update(chunk);
      yield chunk;
    }
  }

  /** To be asked once, after the last chunk. */
  finish(expectedDigest: string | undefined): StoredArtifact {
    const digest = this.hash.digest('hex');
    if (expectedDigest !== undefined && expectedDigest !== digest)
      throw new ArtifactError(
        'DIGEST_MISMATCH',
        `the content has sha256 ${digest} instead of ${expectedDigest}; it changed in transit, send it again`,
      );
    return { digest, sizeBytes: this.sizeBytes };
  }
}
