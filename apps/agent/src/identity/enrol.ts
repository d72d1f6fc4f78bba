import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs, isCodedError } from '@flotilla/foundation';
import { z } from 'zod';
import { agentError, messageOf } from '../errors';
import { request } from '../http/request';
import type { Logger } from '../log';
import type { Enrolment, PrivateKeyJwk } from './identity-store';

const answerSchema = z.object({ organisationId: z.string().min(1), deviceId: z.string().min(1) });
const refusalSchema = z.object({ code: z.string(), message: z.string() });

export interface EnrolOptions {
  readonly gatewayUrl: string;
  readonly token: string;
  readonly name: string;
  readonly privateKeyJwk: PrivateKeyJwk;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/**
 * Trades the one-time token for an enrolment of the device's key. Asking again with the same token and key gives the
 * same device, so an answer that was lost costs nothing. Waits for a platform that is not there yet.
 * @throws CodedError `ENROLMENT_REFUSED`, `NOT_A_GATEWAY`
 */
export async function enrol(options: EnrolOptions): Promise<Enrolment> {
  const { kty, crv, x } = options.privateKeyJwk;
  const body = JSON.stringify({
    token: options.token,
    name: options.name,
    publicKeyJwk: { kty, crv, x },
  });
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await request(new URL('/v1/enrol', options.gatewayUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: options.signal,
      });
      const text = await answer.text();
      if (answer.status < 300) return answerSchema.parse(JSON.parse(text));
      if (isFinal(answer.status)) throw refused(answer.status, text, options.gatewayUrl);
      options.log.warn({ status: answer.status }, 'enrolment has to wait');
    } catch (error) {
      options.signal.throwIfAborted();
      if (isCodedError(error)) throw error;
      options.log.warn({ reason: messageOf(error) }, 'enrolment has to wait');
    }
    const delayMs = backoffMs(attempt, { baseMs: 500, maximumMs: 60_000, random: Math.random });
    await sleep(Math.max(100, delayMs), undefined, { signal: options.signal });
  }
}

function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function refused(status: number, text: string, gatewayUrl: string): Error {
  const refusal = readRefusal(text);
  // A gateway always has the way to enrol, and always says why not.
  if (status === 404 || refusal === null) {
    return agentError(
      'NOT_A_GATEWAY',
      `${gatewayUrl} does not answer as a gateway (status ${status}); check --gateway-url, the token was not used`,
    );
  }
  return agentError('ENROLMENT_REFUSED', `cannot enrol this device: ${refusal.message}`);
}

function readRefusal(text: string): z.infer<typeof refusalSchema> | null {
  try {
    return refusalSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
