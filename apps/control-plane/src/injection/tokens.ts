/** Injection tokens of what `createControlPlane` is given. */
export const CONFIG = Symbol('config');
export const BUS = Symbol('bus');
export const ARTIFACT_STORE = Symbol('artifact store');
export const DATABASE = Symbol('database');
export const LOGGER = Symbol('logger');
