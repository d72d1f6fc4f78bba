import { CodedError } from '@flotilla/foundation';

/**
 * - `UNKNOWN_DEVICE`: no such device is enrolled
 * - `INVALID_TOKEN`: the token is not one that this device's key signed, or its time is over
 * - `KEY_UNAVAILABLE`: the device's key cannot be asked for now; try again
 * - `FORBIDDEN_TOPIC`: a device used a topic that is not its own, or in the wrong direction
 * - `UNSUPPORTED_QOS`: QoS 2, which the protocol does not need
 * - `UNSUPPORTED_PROTOCOL`: device and platform share no protocol version
 * - `INVALID_REQUEST`: an HTTP request without what it needs
 * - `ENROLMENT_REFUSED`: the control plane does not accept the token
 * - `BUSY`: too much at the same time; try again later
 * - `RATE_LIMITED`: too often from one address; try again later
 * - `INVALID_CONFIG`: the configuration cannot be used
 */
export type GatewayErrorCode =
  | 'UNKNOWN_DEVICE'
  | 'INVALID_TOKEN'
  | 'KEY_UNAVAILABLE'
  | 'FORBIDDEN_TOPIC'
  | 'UNSUPPORTED_QOS'
  | 'UNSUPPORTED_PROTOCOL'
  | 'INVALID_REQUEST'
  | 'ENROLMENT_REFUSED'
  | 'BUSY'
  | 'RATE_LIMITED'
  | 'INVALID_CONFIG';

export class GatewayError extends CodedError<GatewayErrorCode> {}
