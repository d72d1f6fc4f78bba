import { OPERATOR_RULES } from './operator-rules';
import { releaseOf } from './releases';

/** Versions that LiteRT registers, and TensorFlow's own list of releases does not name yet. */
const UNRELEASED: Readonly<Record<string, number>> = {
  CAST: 9,
  CONCATENATION: 7,
  FILL: 5,
  GATHER: 8,
  GATHER_ND: 6,
  GELU: 3,
  PACK: 5,
  PAD: 6,
  PADV2: 6,
  REVERSE_V2: 4,
  BROADCAST_TO: 4,
  SPLIT: 5,
  SPLIT_V: 3,
  UNPACK: 6,
};

describe('releaseOf()', () => {
  it.each(
    OPERATOR_RULES.flatMap(({ code, kernels }) =>
      Object.values(kernels).flatMap(({ versions }) =>
        versions.map(({ version }) => [code, version] as const),
      ),
    ),
  )('knows when %s got version %i', (code, version) => {
    expect(releaseOf(code, version)).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  it.each(
    OPERATOR_RULES.map(({ code, highest }) => [code, Math.max(...Object.values(highest))] as const),
  )('knows when %s got version %i, the highest that a runtime takes', (code, version) => {
    const isKnown = releaseOf(code, version) !== undefined;
    expect(isKnown).toBe(UNRELEASED[code] !== version);
  });

  it('keeps patch numbers, and knows nothing of versions that were never released', () => {
    expect(releaseOf('TRANSPOSE', 7)).toBe('2.14.4');
    expect(releaseOf('CONV_2D', 3)).toBe('1.14.0');
    expect(releaseOf('BROADCAST_TO', 1)).toBeUndefined();
    expect(releaseOf('CONV_2D', 99)).toBeUndefined();
    expect(releaseOf('CUSTOM', 1)).toBeUndefined();
  });
});
