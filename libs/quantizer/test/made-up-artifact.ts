import type { CalibrationArtifact, Manifest } from '../src/artifact/artifact';

/** An artifact that decides nothing, for specs of how artifacts are written and read. */
export function madeUpArtifact(facts: Partial<Manifest> = {}): CalibrationArtifact {
  const file = { sha256: '0'.repeat(64), sizeBytes: 1 };
  return {
    manifest: {
      format: 'flotilla/calibration/1',
      quantizer: '0.0.0',
      model: file,
      result: file,
      scheme: 'int8',
      rules: [{ scheme: 'int8' }],
      targetRuntime: '2.9',
      shapes: [],
      calibrationSamples: 0,
      tensorNames: [],
      ...facts,
    },
    tables: {
      ranges: [{ subgraph: 0, index: 0, values: Float64Array.of(-0.1, 1 / 3, 0) }],
      peaks: [],
      corrections: [],
      'bias-shifts': [],
      extremes: [],
      'histogram-edges': [],
      'histogram-counts': [],
    },
  };
}
