import type { ArtifactErrorCode } from '@flotilla/artifact-store';
import type { BusErrorCode } from '@flotilla/bus';
import { isCodedError } from '@flotilla/foundation';
import { HttpException } from '@nestjs/common';
import type { GatewayErrorCode } from '../errors';

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

type KnownCode = GatewayErrorCode | ArtifactErrorCode | BusErrorCode;

const gatewayStatus: Readonly<Record<GatewayErrorCode, number>> = {
  UNKNOWN_DEVICE: 401,
  INVALID_TOKEN: 401,
  KEY_UNAVAILABLE: 503,
  FORBIDDEN_TOPIC: 403,
  UNSUPPORTED_QOS: 400,
  UNSUPPORTED_PROTOCOL: 400,
  INVALID_REQUEST: 400,
  ENROLMENT_REFUSED: 403,
  BUSY: 503,
  RATE_LIMITED: 429,
  INVALID_CONFIG: 500,
};

const artifactStatus: Readonly<Record<ArtifactErrorCode, number>> = {
  ARTIFACT_NOT_FOUND: 404,
  INVALID_DIGEST: 400,
  RANGE_NOT_SATISFIABLE: 416,
  DIGEST_MISMATCH: 500,
  TOO_LARGE: 413,
};

const busStatus: Readonly<Record<BusErrorCode, number>> = {
  NO_RESPONDER: 503,
  TIMEOUT: 503,
  RESPONDER_FAILED: 503,
  OVERLOADED: 503,
  CLOSED: 503,
};

const statusOf: Readonly<Record<KnownCode, number>> = {
  ...gatewayStatus,
  ...artifactStatus,
  ...busStatus,
};

/** What to tell the asker of an error. */
export function problemOf(error: unknown): Problem {
  if (isCodedError(error) && isKnown(error.code)) {
    return { status: statusOf[error.code], code: error.code, message: error.message };
  }
  return fromHttp(error) ?? { status: 500, code: 'INTERNAL', message: 'the gateway failed' };
}

/** Nest's own exceptions, and those of Express' body parser, which carry `status` and `expose`. */
function fromHttp(error: unknown): Problem | undefined {
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return {
      status,
      code: status === 404 ? 'NOT_FOUND' : 'INVALID_REQUEST',
      message: error.message,
    };
  }
  if (error instanceof Error && 'status' in error && 'expose' in error && error.expose === true) {
    return { status: Number(error.status), code: 'INVALID_REQUEST', message: error.message };
  }
  return undefined;
}

function isKnown(code: string): code is KnownCode {
  return Object.hasOwn(statusOf, code);
}
