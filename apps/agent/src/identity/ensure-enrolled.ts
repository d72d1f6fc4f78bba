import { isCodedError } from '@flotilla/foundation';
import type { AgentConfig } from '../config';
import { agentError } from '../errors';
import type { Logger } from '../log';
import { enrol } from './enrol';
import {
  type Enrolment,
  openKey,
  type PrivateKeyJwk,
  readEnrolment,
  saveEnrolment,
  saveKey,
} from './identity-store';

export interface DeviceIdentity {
  readonly privateKeyJwk: PrivateKeyJwk;
  readonly enrolment: Enrolment;
}

/**
 * The device's identity, enrolled first where it is not yet. The token lies beside the key while it is being traded, so
 * a device that dies in between asks again with the same token and key, and gets the same answer.
 * @throws CodedError `NOT_ENROLLED`, `ENROLMENT_REFUSED`, `NOT_A_GATEWAY`, `IDENTITY_UNREADABLE`
 */
export async function ensureEnrolled(
  config: AgentConfig,
  signal: AbortSignal,
  log: Logger,
): Promise<DeviceIdentity> {
  const { dataDir, gatewayUrl, name, enrolmentToken } = config;
  const { privateKeyJwk, pendingToken } = await openKey(dataDir);
  const held = await readEnrolment(dataDir);
  if (held) return { privateKeyJwk, enrolment: held };

  const candidates = [...new Set([pendingToken ?? enrolmentToken, enrolmentToken])];
  const tokens = candidates.filter((token) => token !== undefined);
  let refusal: Error = agentError(
    'NOT_ENROLLED',
    'cannot connect: this device is not enrolled; give it a one-time token (--enrolment-token)',
  );
  for (const token of tokens) {
    await saveKey(dataDir, { privateKeyJwk, pendingToken: token });
    try {
      const enrolment = await enrol({ gatewayUrl, token, name, privateKeyJwk, signal, log });
      await saveEnrolment(dataDir, enrolment);
      await saveKey(dataDir, { privateKeyJwk, pendingToken: null });
      log.info(enrolment, 'enrolled');
      return { privateKeyJwk, enrolment };
    } catch (error) {
      if (!isCodedError(error) || error.code !== 'ENROLMENT_REFUSED') throw error;
      refusal = error;
    }
  }
  throw refusal;
}
