import type { Readable } from 'node:stream';

export interface StoredArtifact {
  /** sha256 of the content, lower-case hex. */
  readonly digest: string;
  readonly sizeBytes: number;
}

export interface PutOptions {
  /** Refuses other content with `DIGEST_MISMATCH`. */
  readonly expectedDigest?: string;
  /** Refuses more with `TOO_LARGE`; never above the store's own limit. */
  readonly maximumBytes?: number;
}

/** Both ends inclusive, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface OpenedArtifact extends StoredArtifact {
  /** The whole, or the range that was asked for. */
  readonly content: Readable;
}

/**
 * Content-addressed files, apart by organisation. What was put stays as it was; the same content put twice is one
 * file. An artifact is either there in full or not at all, however the writer ended.
 */
export interface ArtifactStore {
  /** @throws ArtifactError `DIGEST_MISMATCH`, `TOO_LARGE`, `INVALID_DIGEST` */
  put(
    organisationId: string,
    content: AsyncIterable<Uint8Array>,
    options?: PutOptions,
  ): Promise<StoredArtifact>;
  /** @throws ArtifactError `ARTIFACT_NOT_FOUND`, `INVALID_DIGEST` */
  stat(organisationId: string, digest: string): Promise<StoredArtifact>;
  /** @throws ArtifactError `ARTIFACT_NOT_FOUND`, `INVALID_DIGEST`, `RANGE_NOT_SATISFIABLE` */
  open(organisationId: string, digest: string, range?: ByteRange): Promise<OpenedArtifact>;
  /** The whole content in memory. @throws ArtifactError `ARTIFACT_NOT_FOUND`, `INVALID_DIGEST` */
  read(organisationId: string, digest: string): Promise<Uint8Array>;
}
