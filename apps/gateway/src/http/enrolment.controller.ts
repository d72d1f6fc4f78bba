import type { IncomingMessage } from 'node:http';
import type { Bus } from '@flotilla/bus';
import type { Clock } from '@flotilla/foundation';
import { Body, Controller, Inject, Post, Req } from '@nestjs/common';
import { z } from 'zod';
import type { GatewayConfig } from '../config';
import type { DeviceIdentity } from '../device-identity';
import { GatewayError } from '../errors';
import { RateLimiter } from '../rate-limiter';
import { BUS, CLOCK, CONFIG } from './tokens';

const enrolmentSchema = z.strictObject({
  token: z.string().min(1).max(512),
  name: z.string().min(1).max(128),
  publicKeyJwk: z.object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    // 32 bytes in base64url.
    x: z.string().regex(/^[\w-]{43}$/),
  }),
});

/** `POST /v1/enrol`: a one-time token and a public key for an identity. */
@Controller('v1/enrol')
export class EnrolmentController {
  private readonly limiter: RateLimiter;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) clock: Clock,
  ) {
    const { enrolmentBurst: burst, enrolmentsPerSecond: perSecond } = config;
    this.limiter = new RateLimiter({ burst, perSecond }, clock);
  }

  @Post()
  async enrol(@Body() body: unknown, @Req() request: IncomingMessage): Promise<DeviceIdentity> {
    const waitMs = this.limiter.take(request.socket.remoteAddress ?? '');
    if (waitMs > 0) {
      throw new GatewayError(
        'RATE_LIMITED',
        `too many enrolments from this address; try again in ${Math.ceil(waitMs / 1_000)} s`,
      );
    }
    const { success, data, error } = enrolmentSchema.safeParse(body);
    if (!success) {
      throw new GatewayError(
        'INVALID_REQUEST',
        `the enrolment cannot be read: ${z.prettifyError(error)}`,
      );
    }
    const { requestTimeoutMs: timeoutMs } = this.config;
    const answer = await this.bus.request('enrol', data, { timeoutMs });
    if (!answer.ok) {
      throw new GatewayError('ENROLMENT_REFUSED', `${answer.message} (${answer.code})`);
    }
    return { organisationId: answer.organisationId, deviceId: answer.deviceId };
  }
}
