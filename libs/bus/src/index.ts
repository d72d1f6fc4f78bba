export type { Bus, SubscribeOptions, Subscription } from './bus';
export type * from './subjects';
