export type { Bus, SubscribeOptions, Subscription } from './bus';
export type { BusLogger, DeadLetter } from './dead-letter';
export type { BusErrorCode } from './errors';
export { createInProcessBus, type InProcessBusOptions } from './in-process/in-process-bus';
export type * from './subjects';
