import type { Infer } from '@flotilla/flatbuffer';
import { type FirstBuiltinOptions } from './first-builtin-options';
import { type SecondBuiltinOptions } from './second-builtin-options';

/** Parameters of a builtin operator; `type` names the options table, as `{ type: 'Conv2DOptions', padding: … }`. */
export type BuiltinOptions = Infer<typeof FirstBuiltinOptions> | Infer<typeof SecondBuiltinOptions>;

export type BuiltinOptionsType = BuiltinOptions['type'];

export type BuiltinOptionsOf<T extends BuiltinOptionsType> = Extract<BuiltinOptions, { type: T }>;
