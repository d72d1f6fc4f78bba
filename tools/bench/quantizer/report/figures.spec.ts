import { judge } from '../../judge.mjs';
import type { Cell, JudgedSide } from '../cell';
import type { FileCounts } from '../counts/file-counts';
import type { SnrDb } from '../judge/verdict';
import { figuresOf } from './figures';

interface Made {
  readonly snrDb: readonly SnrDb[];
  readonly wallMs?: number;
  readonly peakBytes?: number;
  readonly counts?: Partial<FileCounts>;
  readonly measuredNow?: boolean;
}

function built({
  snrDb,
  wallMs = 1000,
  peakBytes = 1e8,
  counts,
  measuredNow = true,
}: Made): JudgedSide {
  return {
    side: {
      status: 'built',
      built: {
        path: '',
        digest: '',
        measuredNow,
        measurements: [{ wallMs, cpuMs: wallMs, peakBytes }],
      },
    },
    litert: verdict(snrDb),
    counts: {
      sizeBytes: 100,
      weightBytes: 25,
      operators: 9,
      conversions: 2,
      floatOperators: 0,
      multiplyAdds: 1e6,
      floatMultiplyAdds: 0,
      ...counts,
    },
  };
}

function verdict(snrDb: readonly SnrDb[]) {
  const outputs = snrDb.map((snr, at) => ({ name: `out${at}`, snrDb: snr, equalShare: 0 }));
  return { runtime: '2.3.0', outputs };
}

function cell(scheme: string, ours: JudgedSide, peer: Made, more: Partial<Cell> = {}): Cell {
  return {
    model: 'net',
    scheme,
    effort: 'default',
    floatBytes: 400,
    floatWeightBytes: 100,
    ours,
    peer: built(peer),
    ...more,
  };
}

function judged(cells: Cell[], name: string) {
  const figure = figuresOf(cells).find((each) => each.name === name);
  return figure && judge(figure, 'here');
}

describe('figuresOf()', () => {
  const good = cell('int8', built({ snrDb: [30, 20] }), { snrDb: [20, 20.2] });

  it('finds the output that gains least, and the median', () => {
    expect(judged([good], 'int8: gain over the peer, least output')).toMatchObject({
      pass: true,
      note: 'net, out1',
      bar: '≥ -0.3',
    });
    expect(judged([good], 'int8: gain over the peer, median output')?.value).toBeCloseTo(4.9);
  });

  it('takes equal outputs for no gain, and noise of float additions for none either', () => {
    const exact = cell('float16', built({ snrDb: ['exact', 120] }), { snrDb: ['exact', 140] });
    expect(judged([exact], 'float16: gain over the peer, least output')?.value).toBe(0);
  });

  it('takes a scheme that is not built, or not for one model, for misses', () => {
    const absent = cell('16x8', { side: { status: 'not built' } }, { snrDb: [20] });
    const figures = figuresOf([absent]);
    expect(figures.length).toBeGreaterThan(5);
    expect(figures.every((figure) => !judge(figure, '').pass)).toBe(true);
    const half = { ...absent, scheme: 'int8', model: 'other' };
    expect(judged([good, half], 'int8: gain over the peer, median output')).toMatchObject({
      pass: false,
      missing: ['other: not built yet'],
    });
  });

  it('fails where ours leaves more in float than the peer', () => {
    const lazy = built({ snrDb: [99], counts: { floatOperators: 3, floatMultiplyAdds: 2e6 } });
    const cells = [cell('int8', lazy, { snrDb: [20], counts: { floatOperators: 2 } })];
    expect(judged(cells, "int8: float operators beyond the peer's")).toMatchObject({
      value: 1,
      pass: false,
    });
    expect(judged(cells, "int8: float multiply-adds beyond the peer's")?.value).toBe(2);
  });

  it('measures 16x8 against its floor', () => {
    const low = cell('16x8', built({ snrDb: [20] }), { snrDb: [10] }, { floor: verdict([22]) });
    expect(judged([low], '16x8: over the floor, least output')).toMatchObject({
      value: -2,
      pass: false,
    });
  });

  it('does not hold a time against one of an earlier session', () => {
    const name = "int8: time of the peer's, slowest";
    const cached = cell('int8', built({ snrDb: [9] }), {
      snrDb: [9],
      wallMs: 9,
      measuredNow: false,
    });
    expect(judged([cached], name)).toBeUndefined();
    const now = cell('int8', built({ snrDb: [9], wallMs: 900 }), { snrDb: [9], wallMs: 3000 });
    expect(judged([now], name)).toMatchObject({ value: 30, pass: true });
  });

  it('allows half of the peer’s memory, or 200 MB', () => {
    const name = 'int8: peak memory of its allowance';
    const little = cell('int8', built({ snrDb: [9], peakBytes: 1e8 }), { snrDb: [9] });
    expect(judged([little], name)?.value).toBe(50);
    const much = cell('int8', built({ snrDb: [9], peakBytes: 6e8 }), {
      snrDb: [9],
      peakBytes: 8e8,
    });
    expect(judged([much], name)).toMatchObject({ value: 150, pass: false });
  });

  it('names files that a runtime refuses', () => {
    const refused = { ...good, native: { fault: 'no such kernel' } };
    expect(judged([refused], 'int8: refusals by a target runtime')).toMatchObject({
      value: 1,
      pass: false,
      missing: ['net, TensorFlow Lite 2.9: no such kernel'],
    });
  });
});
