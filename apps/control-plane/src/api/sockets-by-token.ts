import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** A person's open tabs and a few programs. */
export const maximumSocketsPerToken = 20;

/** The open WebSockets of each access token, by the token's id. */
export class SocketsByToken {
  private readonly sockets = new Map<string, Set<WebSocket>>();

  get tokenIds(): readonly string[] {
    return [...this.sockets.keys()];
  }

  /** @returns false when the token has enough sockets; this one is then closed, with the reason */
  admit(tokenId: string, socket: WebSocket): boolean {
    const siblings = this.sockets.get(tokenId) ?? new Set();
    if (siblings.size >= maximumSocketsPerToken) {
      // The code after which graphql-ws clients do not try again by themselves.
      socket.close(CloseCode.TooManyInitialisationRequests, 'TOO_MANY_CONNECTIONS');
      return false;
    }
    if (socket.readyState !== socket.OPEN) return false;
    this.sockets.set(tokenId, siblings.add(socket));
    socket.once('close', () => {
      siblings.delete(socket);
      if (siblings.size === 0 && this.sockets.get(tokenId) === siblings)
        this.sockets.delete(tokenId);
    });
    return true;
  }

  /** Ends all sockets of a token that was revoked. */
  close(tokenId: string): void {
    for (const socket of this.sockets.get(tokenId) ?? [])
      socket.close(CloseCode.Forbidden, 'Forbidden');
  }
}
