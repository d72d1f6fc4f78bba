/** Formats by what their files begin with, whatever the name says. */
export type ImageKind = 'jpg' | 'png' | 'webp' | 'bmp';

/** The format of an image; `undefined` for one that is not read. */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
  const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'jpg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('RIFF') && text.endsWith('WEBP')) return 'webp';
  if (text.startsWith('BM')) return 'bmp';
  return undefined;
}
