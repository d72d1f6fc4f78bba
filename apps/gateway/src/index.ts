export type { GatewayConfig, GatewayConfigInput } from './config';
export { GatewayError, type GatewayErrorCode } from './errors';
export {
  createGateway,
  type Gateway,
  type GatewayAddresses,
  type GatewayDependencies,
} from './gateway';
