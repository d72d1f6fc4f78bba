import type { Socket } from 'node:net';
import type { PacketSizeGuard } from './packet-size-guard';

/**
 * Destroys the socket when a packet on it is too large. aedes reads its stream with `read()` alone, so watching that
 * spares a stream of our own in between, which would cost memory for every connection.
 */
export function guardReads(socket: Socket, guard: PacketSizeGuard): void {
  const read = socket.read.bind(socket);
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size) as Buffer | null;
    if (chunk === null || guard.accept(chunk)) return chunk;
    socket.destroy(new Error(`a packet has more than ${guard.maximumBytes} bytes`));
    return null;
  };
}
