/**
 * Follows the framing of an MQTT byte stream and tells when a packet announces more bytes than allowed, before they
 * arrive: the broker's parser would gather up to 256 MB a connection.
 *
 * Fixed header, MQTT 3.1.1 §2.2: a type byte, then the remaining length in one to four bytes of seven bits each.
 */
export class PacketSizeGuard {
  private state: 'type' | 'length' | 'body' = 'type';
  private remaining = 0;
  private multiplier = 1;

  constructor(private limitBytes: number) {}

  get maximumBytes(): number {
    return this.limitBytes;
  }

  /** Changes the limit for packets whose length is still to come. */
  allow(maximumBytes: number): void {
    this.limitBytes = maximumBytes;
  }

  /** False once a packet is too large or its length is malformed; the stream cannot be followed further. */
  accept(chunk: Uint8Array): boolean {
    let position = 0;
    while (position < chunk.byteLength) {
      if (this.state === 'body') {
        const skipped = Math.min(this.remaining, chunk.byteLength - position);
        position += skipped;
        this.remaining -= skipped;
        if (this.remaining === 0) this.state = 'type';
        continue;
      }
      const byte = chunk[position++] ?? 0;
      if (this.state === 'type') this.startLength();
      else if (!this.takeLengthByte(byte)) return false;
    }
    return true;
  }

  private startLength(): void {
    this.state = 'length';
    this.remaining = 0;
    this.multiplier = 1;
  }

  private takeLengthByte(byte: number): boolean {
    this.remaining += (byte & 0x7f) * this.multiplier;
    this.multiplier *= 128;
    if (this.remaining > this.limitBytes) return false;
    if ((byte & 0x80) === 0) this.state = this.remaining === 0 ? 'type' : 'body';
    else if (this.multiplier > 128 ** 3) return false;
    return true;
  }
}
