/** What zip's records begin with, and their lengths without names, extra fields and comments (APPNOTE 4.3). */
export const LOCAL_HEADER = { signature: 0x04034b50, lengthBytes: 30 } as const;
export const DIRECTORY_ENTRY = { signature: 0x02014b50, lengthBytes: 46 } as const;
export const DIRECTORY_END = { signature: 0x06054b50, lengthBytes: 22 } as const;

export const METHOD = { stored: 0, deflated: 8 } as const;

export const FLAG = { encrypted: 1, utf8: 1 << 11 } as const;

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
