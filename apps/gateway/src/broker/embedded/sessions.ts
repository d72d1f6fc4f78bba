import { once } from 'node:events';
import { type DeviceIdentity, identityKey } from '../../device-identity';
import type { Session } from './session';

/**
 * The live sessions, one a device; the newest wins. Kept here rather than read from aedes, whose own map loses a session
 * that replaces one whose socket is just being closed.
 */
export class Sessions {
  private readonly byDevice = new Map<string, Session>();

  /** @param onClosed called once, when the session's socket is closed for whatever reason */
  async admit(session: Session, onClosed: () => void): Promise<void> {
    const key = identityKey(session.device);
    const older = this.byDevice.get(key);
    this.byDevice.set(key, session);
    session.client.conn.once('close', () => {
      if (this.byDevice.get(key) === session) this.byDevice.delete(key);
      onClosed();
    });
    if (older) await end(older);
  }

  get(device: DeviceIdentity): Session | undefined {
    return this.byDevice.get(identityKey(device));
  }

  close(device: DeviceIdentity): void {
    this.get(device)?.client.close();
  }
}

/** Resolves after the socket is closed, so that aedes has let go of the client id. */
async function end({ client }: Session): Promise<void> {
  if (client.conn.closed) return;
  const closed = once(client.conn, 'close');
  client.close();
  await closed;
}
