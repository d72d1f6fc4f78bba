import type { Buffer, Model } from '@flotilla/tflite';

/**
 * Lets constants of equal bytes share one buffer, over all subgraphs. Variable tensors keep theirs, since kernels write
 * into it, and so does metadata, which tools look up by its own buffer.
 * @returns how many buffers are no longer needed
 */
export function shareBuffers({ subgraphs }: Model): number {
  const firstWith = new Map<number, Buffer>();
  const replacements = new Map<Buffer, Buffer>();
  const sharedOf = (buffer: Buffer): Buffer => {
    const known = replacements.get(buffer);
    if (known !== undefined) return known;
    const digest = digestOf(buffer.data);
    const first = firstWith.get(digest) ?? buffer;
    firstWith.set(digest, first);
    // One candidate a digest: who makes many that collide gains nothing but larger files.
    const shared = isEqual(first.data, buffer.data) ? first : buffer;
    replacements.set(buffer, shared);
    return shared;
  };
  for (const tensor of subgraphs.flatMap(({ tensors }) => tensors)) {
    if (tensor.buffer !== undefined && !tensor.isVariable) tensor.buffer = sharedOf(tensor.buffer);
  }
  return [...replacements].filter(([buffer, shared]) => buffer !== shared).length;
}

/** FNV-1a over the length and the 32-bit words: equal bytes give equal numbers. */
function digestOf({ buffer, byteOffset, byteLength }: Uint8Array): number {
  const view = new DataView(buffer, byteOffset, byteLength);
  const wholeBytes = byteLength - (byteLength % 4);
  let digest = 0x811c9dc5 ^ byteLength;
  for (let at = 0; at < wholeBytes; at += 4) {
    digest = Math.imul(digest ^ view.getInt32(at, true), 0x01000193);
  }
  for (let at = wholeBytes; at < byteLength; at += 1) {
    digest = Math.imul(digest ^ view.getUint8(at), 0x01000193);
  }
  return digest;
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  if (left === right) return true;
  if (left.byteLength !== right.byteLength) return false;
  for (let at = 0; at < left.byteLength; at += 1) if (left[at] !== right[at]) return false;
  return true;
}
