import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Bus, Requests, Subscription } from '@flotilla/bus';
import { z } from 'zod';
import { newSecret } from '../access/secret';
import { Idempotency } from '../api/idempotency';
import { nameSchema } from '../api/input-schemas';
import { ApiError } from '../errors';
import { BUS } from '../injection/tokens';
import { ProfilesService } from '../profiles/profiles.service';
import { sha256 } from '../sha256';
import type { CreatedEnrolmentToken, CreateEnrolmentTokenInput } from './device-inputs';
import { EnrolmentRepository, type NewDevice } from './enrolment.repository';
import { EnrolmentError } from './errors';

type EnrolRequest = Requests['enrol']['request'];
type EnrolResponse = Requests['enrol']['response'];

/** One-time tokens, and the devices that come with them. */
@Injectable()
export class EnrolmentService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: EnrolmentRepository,
    private readonly profiles: ProfilesService,
    private readonly idempotency: Idempotency,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.subscriptions.push(
      await this.bus.respond('enrol', (request) => this.enrol(request)),
      await this.bus.respond('device.key', async ({ organisationId, deviceId }) => {
        const x = await this.repository.publicKeyOf(organisationId, deviceId);
        return x === null ? null : { kty: 'OKP', crv: 'Ed25519', x };
      }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    for (const subscription of this.subscriptions) await subscription.close();
  }

  /** @throws ApiError `INVALID_INPUT`, `NOT_FOUND`, `ENROLMENT_TOKEN_SHOWN_ONCE` */
  async createToken(
    organisationId: string,
    input: CreateEnrolmentTokenInput,
  ): Promise<CreatedEnrolmentToken> {
    const { profileId = null, validForSeconds } = input;
    if (validForSeconds < 60 || validForSeconds > 604_800)
      throw new ApiError(
        'INVALID_INPUT',
        `validForSeconds is ${validForSeconds}; give 60 to 604800`,
      );
    if (profileId !== null) await this.profiles.get(organisationId, profileId);
    const token = newSecret('fle');
    const tokenHash = sha256(token);
    const expiresAt = new Date(Date.now() + validForSeconds * 1_000);
    const id = await this.idempotency.once(
      organisationId,
      'createEnrolmentToken',
      input,
      async (transaction) => {
        const row = { organisationId, profileId, expiresAt, tokenHash };
        return this.repository.createToken(transaction, row);
      },
    );
    const stored = await this.repository.findToken(organisationId, id);
    // Only hashes are stored, and a token that could be made again from what is stored would be no secret: who knows
    // the database would know it. So a repeated call is told that the token exists, and makes no second one.
    if (stored?.tokenHash !== tokenHash)
      throw new ApiError(
        'ENROLMENT_TOKEN_SHOWN_ONCE',
        `this call was made before, and its token (${id}) was shown then; ask with a fresh idempotencyKey for another one`,
      );
    return { id, token, expiresAt: stored.expiresAt };
  }

  /** Trades a token for a device. The same token with the same key again gives the same device. */
  async enrol(request: EnrolRequest): Promise<EnrolResponse> {
    try {
      return { ok: true, ...(await this.repository.enrol(checked(request), new Date())) };
    } catch (error) {
      if (!(error instanceof EnrolmentError)) throw error;
      return { ok: false, code: error.code, message: error.message };
    }
  }
}

/** The gateway passes on what came over HTTP: nothing of it is certain. */
const keySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[\w-]{43}$/u),
});

function checked(request: EnrolRequest): NewDevice {
  const key = keySchema.safeParse(request.publicKeyJwk);
  if (!key.success)
    throw new EnrolmentError('INVALID_KEY', 'the device key is no Ed25519 public JSON Web Key');
  const name = nameSchema.safeParse(request.name);
  if (!name.success)
    throw new EnrolmentError('INVALID_NAME', 'a device name has 1 to 100 characters');
  const token = z.string().safeParse(request.token);
  return { tokenHash: sha256(token.data ?? ''), name: name.data, publicKey: key.data.x };
}
