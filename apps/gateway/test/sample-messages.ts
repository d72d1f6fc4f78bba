import type { DesiredState, Hello, Telemetry } from '@flotilla/protocol';

export const hello: Hello = {
  protocolMinimum: 1,
  protocolMaximum: 1,
  session: 11n,
  agentVersion: '0.1.0',
  architecture: 'x64',
  operatingSystem: 'linux',
  runtimeName: 'tflite-c',
  runtimeVersion: '2.9.0',
  delegates: ['xnnpack'],
  memoryBytes: 1_000_000n,
  installed: [],
  desiredCounter: 0n,
};

export function telemetry(sequence: bigint): Telemetry {
  return {
    session: 11n,
    sequence,
    model: 'fashion-mnist',
    variantId: 'v1',
    delegate: 'xnnpack',
    startedAtMs: 1_000n,
    endedAtMs: 2_000n,
    inferenceCount: 10n,
    failureCount: 0n,
    labelledCount: 10n,
    correctCount: 9n,
    latencySketch: Uint8Array.from([1, 2, 3]),
  };
}

export function desired(counter: bigint): DesiredState {
  return {
    counter,
    expiresAtMs: 0n,
    cohort: 'stage-1',
    models: [],
    signature: new Uint8Array(0),
  };
}
