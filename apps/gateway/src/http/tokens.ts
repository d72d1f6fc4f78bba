/** Injection tokens of what `createGateway` is given. */
export const ARTIFACT_STORE = Symbol('ArtifactStore');
export const BUS = Symbol('Bus');
export const CLOCK = Symbol('Clock');
export const CONFIG = Symbol('GatewayConfig');
export const DEVICE_AUTHENTICATOR = Symbol('DeviceAuthenticator');
