import { bytes, schema, string, table, uint64 } from '@flotilla/flatbuffer';
import * as check from '../check';
import { createCodec } from '../codec';
import { limits, maximumMessageBytes } from '../limits';
import type { Telemetry } from '../messages';

const TelemetryTable = table('Telemetry', {
  session: uint64(),
  sequence: uint64(),
  model: string(),
  variantId: string(),
  delegate: string(),
  startedAtMs: uint64(),
  endedAtMs: uint64(),
  inferenceCount: uint64(),
  failureCount: uint64(),
  labelledCount: uint64(),
  correctCount: uint64(),
  latencySketch: bytes(),
});

export const telemetrySchema = schema({
  namespace: 'flotilla.protocol.v1',
  root: TelemetryTable,
  identifier: 'FLTE',
});

export const telemetryCodec = createCodec<typeof TelemetryTable, Telemetry>({
  schema: telemetrySchema,
  maximumBytes: maximumMessageBytes.telemetry,
  check: check.record<Telemetry>(
    {
      session: check.counter,
      sequence: check.counter,
      model: check.name,
      variantId: check.id,
      delegate: check.nameOrEmpty,
      // Not compared with each other: a device's clock may be set back within a window.
      startedAtMs: check.timestampMs,
      endedAtMs: check.timestampMs,
      inferenceCount: check.counter,
      failureCount: check.counter,
      labelledCount: check.counter,
      correctCount: check.counter,
      latencySketch: check.bytesUpTo(limits.sketchBytes),
    },
    ({ inferenceCount, labelledCount, correctCount }, what) => {
      if (labelledCount > inferenceCount) {
        check.refuse(
          `${what}.labelledCount`,
          String(labelledCount),
          `there were ${inferenceCount} inferences`,
        );
      }
      if (correctCount > labelledCount) {
        check.refuse(
          `${what}.correctCount`,
          String(correctCount),
          `${labelledCount} inferences had a label`,
        );
      }
    },
  ),
  toWire: (message) => message,
  fromWire: (wire) => wire,
});
