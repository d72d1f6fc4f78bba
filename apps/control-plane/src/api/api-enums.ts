import { registerEnumType } from '@nestjs/graphql';
import type { BuiltVariant } from '@flotilla/bus';
import {
  DatasetRole,
  DatasetState,
  DeviceCommandKind,
  DeviceCommandState,
  ModelVersionState,
  RolloutDeviceState,
  RolloutStageState,
  RolloutState,
  VariantState,
} from '@flotilla/database';
import type * as Profiles from '@flotilla/profiles';

/** The API's upper-case name of every value, no more and no less. */
type NamesOf<Values extends string> = { readonly [Value in Values as Uppercase<Value>]: Value };

export const Architecture = {
  ARM64: 'arm64',
  X64: 'x64',
  ANY: 'any',
} as const satisfies NamesOf<Profiles.Architecture>;
export const Delegate = {
  CPU: 'cpu',
  XNNPACK: 'xnnpack',
  GPU: 'gpu',
} as const satisfies NamesOf<Profiles.Delegate>;
export const QuantizationScheme = {
  FLOAT32: 'float32',
  FLOAT16: 'float16',
  DYNAMIC: 'dynamic',
  INT8: 'int8',
} as const satisfies NamesOf<Profiles.QuantizationScheme>;

export const DeviceState = {
  ENROLLED: 'ENROLLED',
  ONLINE: 'ONLINE',
  OFFLINE: 'OFFLINE',
  REVOKED: 'REVOKED',
} as const;
export type DeviceState = keyof typeof DeviceState;

export const CandidateVerdict = {
  CHOSEN: 'chosen',
  PASSED: 'passed',
  FAILED: 'failed',
} as const satisfies NamesOf<BuiltVariant['candidates'][number]['verdict']>;
export const GateVerdict = { PASS: 'pass', WAIT: 'wait', FAIL: 'fail' } as const;
export type GateVerdict = (typeof GateVerdict)[keyof typeof GateVerdict];

export const FleetMetricsGroup = {
  PROFILE: 'PROFILE',
  VARIANT: 'VARIANT',
  MODEL_VERSION: 'MODEL_VERSION',
  DELEGATE: 'DELEGATE',
} as const;
export type FleetMetricsGroup = keyof typeof FleetMetricsGroup;

/** Tells GraphQL the names of all enums; called by the schema's module, so that importing has no effect. */
export function registerEnums(): void {
  const enums = {
    Architecture,
    CandidateVerdict,
    DatasetRole,
    DatasetState,
    Delegate,
    DeviceCommandKind,
    DeviceCommandState,
    DeviceState,
    FleetMetricsGroup,
    GateVerdict,
    ModelVersionState,
    QuantizationScheme,
    RolloutDeviceState,
    RolloutStageState,
    RolloutState,
    VariantState,
  };
  for (const [name, values] of Object.entries(enums)) registerEnumType(values, { name });
}
