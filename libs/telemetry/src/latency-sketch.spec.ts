import { DDSketch } from '@datadog/sketches-js';
import { CodedError } from '@flotilla/foundation';
import { codeThrownBy } from '@flotilla/foundation/testing';
import * as fc from 'fast-check';
import {
  largestLatencyMs,
  LatencySketch,
  maximumSketchBytes,
  relativeAccuracy,
  smallestLatencyMs,
} from './latency-sketch';
import { encodeSketch } from './sketch-wire';

const quantiles = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];
const sizes = [1, 2, 3, 10, 101, 2_000];

/** Deterministic uniform numbers in (0, 1): a linear congruential generator is random enough to fill bins. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 0.5) / 2 ** 32;
  };
}

const datasets: Record<string, (n: number) => number[]> = {
  constant: (n) => Array.from({ length: n }, () => 42),
  linear: (n) => Array.from({ length: n }, (_, i) => i + 1),
  uniform: (n) => Array.from({ length: n }, uniform(1)),
  exponential: (n) => Array.from({ length: n }, uniform(2)).map((u) => -Math.log(u) * 3),
  pareto: (n) => Array.from({ length: n }, uniform(3)).map((u) => 0.2 / u ** 2),
  bimodal: (n) => Array.from({ length: n }, uniform(4)).map((u, i) => (i % 9 === 0 ? 80 : 0.8) + u),
  aroundKeyZero: (n) => Array.from({ length: n }, uniform(5)).map((u) => 0.9 + 0.2 * u),
  everyMagnitude: (n) => Array.from({ length: n }, uniform(6)).map((u) => 10 ** (15 * u - 6)),
};

function sketchOf(data: readonly number[]): LatencySketch {
  const sketch = new LatencySketch();
  data.forEach((each) => {
    sketch.add(each);
  });
  return sketch;
}

function expectGuarantee(sketch: LatencySketch, data: readonly number[]): void {
  const sorted = [...data].sort((a, b) => a - b);
  expect(sketch.count).toBe(data.length);
  for (const q of quantiles) {
    const truth = sorted[Math.floor(q * (sorted.length - 1))] ?? NaN;
    const answer = sketch.quantile(q) ?? NaN;
    // The last term covers rounding of the logarithm itself.
    expect(Math.abs(answer - truth)).toBeLessThanOrEqual(truth * (relativeAccuracy + 1e-9));
  }
}

describe.each(Object.entries(datasets))('LatencySketch of %s data', (_, make) => {
  it.each(sizes)('keeps every quantile within 1 %% of %i values', (size) => {
    const data = make(size);
    expectGuarantee(sketchOf(data), data);
  });

  it.each(sizes)('keeps the guarantee through bytes and merging of %i values', (size) => {
    const data = make(size);
    const merged = new LatencySketch();
    for (let part = 0; part < 3; part += 1) {
      const share = sketchOf(data.filter((_value, i) => i % 3 === part));
      merged.merge(LatencySketch.fromBytes(share.toBytes()));
    }
    expectGuarantee(merged, data);
    expect(merged.toBytes()).toEqual(sketchOf(data).toBytes());
  });
});

describe('LatencySketch', () => {
  const latencies = fc.array(
    fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(0), fc.constant(1)),
    { maxLength: 60 },
  );

  it('merges alike in any order and grouping', () => {
    fc.assert(
      fc.property(latencies, latencies, latencies, (a, b, c) => {
        const left = sketchOf(a);
        left.merge(sketchOf(b));
        left.merge(sketchOf(c));
        const inner = sketchOf(c);
        inner.merge(sketchOf(b));
        const right = new LatencySketch();
        right.merge(inner);
        right.merge(sketchOf(a));
        expect(left.toBytes()).toEqual(right.toBytes());
        expect(quantiles.map((q) => left.quantile(q))).toEqual(
          quantiles.map((q) => right.quantile(q)),
        );
      }),
    );
  });

  it('counts what lies outside its range at the ends of it', () => {
    const sketch = sketchOf([0, smallestLatencyMs / 2, largestLatencyMs * 10]);
    expect(sketch.quantile(0)).toBe(0);
    expect(sketch.quantile(0.5)).toBe(0);
    expect(sketch.quantile(1)).toBeCloseTo(largestLatencyMs, -8);
    expect(LatencySketch.fromBytes(sketch.toBytes()).count).toBe(3);
  });

  it('has no quantile while empty', () => {
    expect(new LatencySketch().quantile(0.5)).toBeNull();
    expect(LatencySketch.fromBytes(new LatencySketch().toBytes()).count).toBe(0);
  });

  it.each([NaN, Infinity, -1])('refuses a latency of %p as a caller bug', (latencyMs) => {
    expect(() => {
      new LatencySketch().add(latencyMs);
    }).toThrow(RangeError);
  });

  it('exchanges bytes with the library it wraps', () => {
    const theirs = new DDSketch({ relativeAccuracy });
    const data = datasets['exponential']?.(500) ?? [];
    data.forEach((each) => {
      theirs.accept(each);
    });
    expectGuarantee(LatencySketch.fromBytes(theirs.toProto()), data);
    const narrow = Array.from({ length: 300 }, (_, i) => 10 + i / 100);
    const back = DDSketch.fromProto(sketchOf(narrow).toBytes());
    expect(back.getValueAtQuantile(0.9)).toBeCloseTo(sketchOf(narrow).quantile(0.9) ?? NaN, 9);
  });

  it('takes some hundred bytes for a window', () => {
    const data = datasets['exponential']?.(2_000) ?? [];
    expect(sketchOf(data.map((each) => each / 10 + 1)).toBytes().length).toBeLessThan(1_600);
  });
});

describe('LatencySketch.fromBytes()', () => {
  const { gamma } = new DDSketch({ relativeAccuracy }).mapping;
  const base = { gamma, indexOffset: 0, zeroCount: 0, bins: new Map([[5, 1]]) };
  const code = (bytes: Uint8Array): string =>
    codeThrownBy(() => {
      LatencySketch.fromBytes(bytes);
      throw new CodedError('accepted', '');
    });

  it.each([
    ['another accuracy', { ...base, gamma: 1.1 }, 'SKETCH_INCOMPATIBLE'],
    ['a gamma that is no number', { ...base, gamma: NaN }, 'SKETCH_INCOMPATIBLE'],
    ['a shifted mapping', { ...base, indexOffset: 3 }, 'SKETCH_INCOMPATIBLE'],
    [
      'a bin two thousand million keys away',
      { ...base, bins: new Map([[2e9, 1]]) },
      'SKETCH_MALFORMED',
    ],
    ['a negative count', { ...base, bins: new Map([[5, -1]]) }, 'SKETCH_MALFORMED'],
    ['half an inference', { ...base, bins: new Map([[5, 0.5]]) }, 'SKETCH_MALFORMED'],
    ['infinitely many', { ...base, zeroCount: Infinity }, 'SKETCH_MALFORMED'],
    [
      'counts beyond exact sums',
      {
        ...base,
        bins: new Map([
          [5, 2 ** 53 - 1],
          [6, 2 ** 53 - 1],
        ]),
      },
      'SKETCH_MALFORMED',
    ],
  ])('refuses %s', (_, parts, expected) => {
    expect(code(encodeSketch(parts))).toBe(expected);
  });

  it('refuses more bytes than a sketch can have', () => {
    expect(code(new Uint8Array(maximumSketchBytes + 1))).toBe('SKETCH_TOO_LARGE');
  });

  it('gives a typed error for any bytes', () => {
    const known = new Set([
      'accepted',
      'SKETCH_MALFORMED',
      'SKETCH_INCOMPATIBLE',
      'SKETCH_TOO_LARGE',
    ]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => known.has(code(bytes))),
      {
        numRuns: 2_000,
      },
    );
  });

  it('gives a typed error or a sound sketch for any truncation and any flipped byte', () => {
    const known = new Set(['accepted', 'SKETCH_MALFORMED', 'SKETCH_INCOMPATIBLE']);
    const good = sketchOf([0, 0.2, 0.21, 3, 3, 3, 90]).toBytes();
    for (let at = 0; at < good.length; at += 1) {
      expect(known).toContain(code(good.subarray(0, at)));
      for (const flip of [0x01, 0x80, 0xff]) {
        const bad = good.slice();
        bad[at] = (bad[at] ?? 0) ^ flip;
        expect(known).toContain(code(bad));
      }
    }
  });
});
