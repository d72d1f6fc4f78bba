import type { Client, ConnectPacket } from 'aedes';
import { GatewayError } from '../../errors';
import type { Logger } from '@flotilla/server-kit';
import type { BrokerListener } from '../broker';
import { type ConnectRequest, takeOver, willIsOwn } from './connect-policy';
import type { Session } from './session';
import type { Sessions } from './sessions';

/** Decides who may connect, and makes the session. */
export class Admission {
  // aedes hands the packet to `preConnect` only, and wants the decision in `authenticate`.
  private readonly requests = new WeakMap<Client, ConnectRequest>();
  private readonly admitted = new WeakMap<Client, Session>();

  constructor(
    private readonly sessions: Sessions,
    private readonly listener: BrokerListener,
    private readonly logger: Logger,
  ) {}

  read(client: Client, packet: ConnectPacket): void {
    this.requests.set(client, takeOver(packet));
  }

  /** @throws GatewayError when the device is not admitted */
  async decide(client: Client, password: Buffer | undefined): Promise<void> {
    const request = this.requests.get(client);
    const device = request?.device;
    if (!request || !device) {
      throw new GatewayError(
        'UNKNOWN_DEVICE',
        'the client id is not a device of the organisation that the user name gives',
      );
    }
    if (!willIsOwn(request)) {
      throw new GatewayError('FORBIDDEN_TOPIC', 'the last will is not for the own will topic');
    }
    await this.listener.authenticate(device, password?.toString('latin1') ?? '');
    if (client.conn.destroyed) return;
    const ending = new AbortController();
    const session: Session = {
      device,
      client,
      will: request.will?.payload,
      ended: ending.signal,
      subscribed: new Set(),
    };
    this.admitted.set(client, session);
    await this.sessions.admit(session, () => {
      ending.abort();
      this.ended(session);
    });
  }

  sessionOf(client: Client | null): Session | undefined {
    return client ? this.admitted.get(client) : undefined;
  }

  private ended({ device, will }: Session): void {
    if (will === undefined) return;
    this.listener.receive({ ...device, kind: 'will' }, will).catch((error: unknown) => {
      this.logger.warn({ ...device, err: error }, 'the end of a session was not reported');
    });
  }
}
