import { bool, int64, table } from '@flotilla/flatbuffer';
import { ReduceWindowFunction } from './enumerations';

// Options of reductions, segments and random numbers.

export const ReducerOptions = table('ReducerOptions', {
  keepDims: bool(),
});

export const CumsumOptions = table('CumsumOptions', {
  exclusive: bool(),
  reverse: bool(),
});

export const SegmentSumOptions = table('SegmentSumOptions', {});

export const UnsortedSegmentProdOptions = table('UnsortedSegmentProdOptions', {});

export const UnsortedSegmentMaxOptions = table('UnsortedSegmentMaxOptions', {});

export const UnsortedSegmentMinOptions = table('UnsortedSegmentMinOptions', {});

export const UnsortedSegmentSumOptions = table('UnsortedSegmentSumOptions', {});

export const RandomOptions = table('RandomOptions', {
  seed: int64(),
  seed2: int64(),
});

export const ReduceWindowOptions = table('ReduceWindowOptions', {
  reduceFunction: ReduceWindowFunction,
});
