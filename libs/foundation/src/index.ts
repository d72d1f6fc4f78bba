export { assertNever } from './assert-never';
export { backoffMs, type BackoffOptions } from './backoff';
export { type Clock, systemClock } from './clock';
export { CodedError, isCodedError } from './coded-error';
export { messageOf } from './message-of';
export { type Proportion, wilson } from './wilson';
