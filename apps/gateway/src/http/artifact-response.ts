import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { ByteRange, StoredArtifact } from '@flotilla/artifact-store';
import { parseByteRange } from './byte-range';

export interface ArtifactResponse {
  readonly status: 200 | 206 | 304 | 416;
  readonly headers: OutgoingHttpHeaders;
  /** What to send; undefined for no body. */
  readonly body: ByteRange | 'whole' | undefined;
}

/** Answers a GET by RFC 9110: conditional on its tag, whole or one range. What a digest names never changes. */
export function artifactResponse(
  { digest, sizeBytes }: StoredArtifact,
  request: IncomingHttpHeaders,
): ArtifactResponse {
  const tag = `"${digest}"`;
  const headers = {
    etag: tag,
    'accept-ranges': 'bytes',
    // Private: the answer depends on who asks.
    'cache-control': 'private, max-age=31536000, immutable',
    'content-type': 'application/octet-stream',
  };
  const known = request['if-none-match']?.split(/,\s*/) ?? [];
  if (known.includes(tag) || known.includes('*')) return { status: 304, headers, body: undefined };
  // §13.1.5: a range of another representation is of no use.
  const rangeHolds = (request['if-range'] ?? tag) === tag;
  const range = parseByteRange(rangeHolds ? request.range : undefined, sizeBytes);
  if (range === 'unsatisfiable') {
    const unsatisfied = {
      ...headers,
      'content-range': `bytes */${sizeBytes}`,
      'content-length': 0,
    };
    return { status: 416, headers: unsatisfied, body: undefined };
  }
  if (range === 'whole') {
    return { status: 200, headers: { ...headers, 'content-length': sizeBytes }, body: 'whole' };
  }
  const { start, end } = range;
  return {
    status: 206,
    headers: {
      ...headers,
      'content-length': end - start + 1,
      'content-range': `bytes ${start}-${end}/${sizeBytes}`,
    },
    body: range,
  };
}
