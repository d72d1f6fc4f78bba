import type { Telemetry } from '@flotilla/protocol';
import { mergeSummaries, readWindow } from '@flotilla/telemetry';
import * as fc from 'fast-check';
import { WindowOutbox, type WindowOutboxOptions } from './window-outbox';
import { WindowRecorder } from './window-recorder';

const options: WindowOutboxOptions = {
  maximumWindows: 8,
  maximumBytes: 100_000,
  maximumInFlight: 4,
  resendBaseMs: 1_000,
  resendMaximumMs: 60_000,
  random: () => 0.5,
};
const key = { model: 'm', variantId: 'v', delegate: 'cpu' };

/** A platform behind a network that loses, doubles and delays, and that stores each (session, sequence) once. */
class LossyPlatform {
  readonly stored = new Map<bigint, Telemetry>();

  receive(window: Telemetry): void {
    this.stored.set(window.sequence, window);
  }

  /** Every window up to this one is stored. */
  get acknowledged(): bigint {
    let sequence = 0n;
    while (this.stored.has(sequence + 1n)) sequence += 1n;
    return sequence;
  }
}

describe('WindowOutbox with WindowRecorder', () => {
  it('counts every inference exactly once through a network that loses and doubles', () => {
    const tick = fc.record({
      inferences: fc.nat(5),
      sent: fc.constantFrom('lost', 'once', 'twice'),
      acknowledged: fc.boolean(),
      reconnected: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(tick, { maxLength: 60 }), (ticks) => {
        const recorder = new WindowRecorder(9n, 500);
        const outbox = new WindowOutbox(options);
        const held = new Map<bigint, Telemetry>();
        const platform = new LossyPlatform();
        let folded = 0;
        let nowMs = 1_000_000;
        const step = (t: (typeof ticks)[number]) => {
          nowMs += 700;
          for (let i = 0; i < t.inferences; i += 1) recorder.fold(key, { latencyMs: i + 1 }, nowMs);
          folded += t.inferences;
          const window = outbox.isFull ? null : recorder.closeNext(nowMs);
          if (window) {
            held.set(window.sequence, window);
            outbox.add({ session: 9n, sequence: window.sequence, sizeBytes: 500 });
          }
          if (t.reconnected) outbox.reconnected();
          for (const { sequence } of outbox.due(nowMs)) {
            const message = held.get(sequence);
            if (!message) throw new Error(`window ${sequence} was dropped too early`);
            if (t.sent !== 'lost') platform.receive(message);
            if (t.sent === 'twice') platform.receive(message);
          }
          if (t.acknowledged) {
            const done = outbox.acknowledge({ session: 9n, sequence: platform.acknowledged });
            done.forEach((each) => held.delete(each.sequence));
          }
          expect(outbox.length).toBeLessThanOrEqual(options.maximumWindows);
        };
        ticks.forEach(step);
        for (let i = 0; i < 40; i += 1) {
          step({ inferences: 0, sent: 'once', acknowledged: true, reconnected: true });
        }
        expect(outbox.length).toBe(0);
        const counts = [...platform.stored.values()].map((each) => ({
          inferenceCount: Number(each.inferenceCount),
          failureCount: Number(each.failureCount),
          labelledCount: Number(each.labelledCount),
          correctCount: Number(each.correctCount),
          latencySketch: each.latencySketch,
        }));
        expect(mergeSummaries(counts.map(readWindow)).inferenceCount).toBe(folded);
      }),
      { numRuns: 300 },
    );
  });

  it('goes on folding into the open window while there is no room', () => {
    const recorder = new WindowRecorder(1n, 100);
    const outbox = new WindowOutbox({ ...options, maximumWindows: 1 });
    recorder.fold(key, { latencyMs: 1 }, 0);
    const first = recorder.closeNext(100);
    expect(first?.inferenceCount).toBe(1n);
    outbox.add({ session: 1n, sequence: 1n, sizeBytes: 10 });
    for (let nowMs = 200; nowMs < 10_000; nowMs += 100) {
      recorder.fold(key, { latencyMs: 1 }, nowMs);
      expect(outbox.isFull).toBe(true);
    }
    outbox.acknowledge({ session: 1n, sequence: 1n });
    expect(outbox.isFull).toBe(false);
    expect(recorder.closeNext(10_000)).toMatchObject({ sequence: 2n, inferenceCount: 98n });
  });

  it('bounds bytes as well as windows', () => {
    const outbox = new WindowOutbox({ ...options, maximumBytes: 1_000 });
    outbox.add({ session: 1n, sequence: 1n, sizeBytes: 1_000 });
    expect(outbox.isFull).toBe(true);
  });

  it('sends a window again only after its patience, and at once after a reconnect', () => {
    const outbox = new WindowOutbox(options);
    outbox.add({ session: 1n, sequence: 1n, sizeBytes: 10 });
    expect(outbox.due(0)).toHaveLength(1);
    expect(outbox.due(999)).toHaveLength(0);
    expect(outbox.due(1_500)).toHaveLength(1);
    expect(outbox.due(1_600)).toHaveLength(0);
    outbox.reconnected();
    expect(outbox.due(1_600)).toHaveLength(1);
  });

  it('leaves other sessions alone when one is acknowledged', () => {
    const outbox = new WindowOutbox(options);
    outbox.add({ session: 1n, sequence: 5n, sizeBytes: 10 });
    outbox.add({ session: 2n, sequence: 1n, sizeBytes: 10 });
    expect(outbox.acknowledge({ session: 2n, sequence: 100n })).toHaveLength(1);
    expect(outbox.length).toBe(1);
  });
});

describe('WindowRecorder', () => {
  it('keeps variants apart and numbers windows without gaps', () => {
    const recorder = new WindowRecorder(3n, 1_000);
    recorder.fold(key, { latencyMs: 1, correct: true }, 10);
    recorder.fold({ ...key, variantId: 'w' }, { latencyMs: 2, failed: true }, 10);
    expect(recorder.closeNext(500)).toBeNull();
    const windows = [recorder.closeNext(1_010), recorder.closeNext(1_010)];
    expect(windows).toMatchObject([
      { session: 3n, sequence: 1n, variantId: 'v', labelledCount: 1n, correctCount: 1n },
      { session: 3n, sequence: 2n, variantId: 'w', failureCount: 1n },
    ]);
    expect(recorder.closeNext(9_999)).toBeNull();
  });

  it('closes early on request, and when the clock goes back', () => {
    const recorder = new WindowRecorder(3n, 1_000);
    recorder.fold(key, { latencyMs: 1 }, 5_000);
    expect(recorder.closeNext(5_001, { early: true })).toMatchObject({ sequence: 1n });
    recorder.fold(key, { latencyMs: 1 }, 5_000);
    expect(recorder.closeNext(0)).toMatchObject({ startedAtMs: 5_000n, endedAtMs: 5_000n });
  });
});
