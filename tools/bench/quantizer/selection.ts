import { ZOO, type ZooModel } from '@flotilla/testing';
import { BENCH_SCHEMES, type BenchScheme } from './schemes';

/** What `npm run bench -- quantizer` was asked for. */
export interface Request {
  /** Names, divided by commas; all of them by default. */
  readonly models?: string;
  readonly schemes?: string;
  readonly threads: string;
  readonly runs: number;
  readonly quick: boolean;
  readonly fresh: boolean;
}

export interface Selection {
  readonly models: readonly ZooModel[];
  readonly schemes: readonly BenchScheme[];
  readonly threads: number;
}

/** Small models of three kinds: a detector with unlike heads, one with PRELU, and four dense outputs. */
const QUICK_MODELS = 'face_detection_short_range,palm_detection_lite,hand_landmark_lite';
const QUICK_SCHEMES = 'float16,dynamic,int8,16x8';

/** @throws Error for a name or number that there is not */
export function select({ models, schemes, threads, quick }: Request): Selection {
  const count = Number(threads);
  if (!(Number.isInteger(count) && count > 0)) throw new Error(`--threads ${threads} is no count`);
  return {
    models: chosen('model', ZOO, models ?? (quick ? QUICK_MODELS : undefined)),
    schemes: chosen('scheme', BENCH_SCHEMES, schemes ?? (quick ? QUICK_SCHEMES : undefined)),
    threads: count,
  };
}

function chosen<T extends { readonly name: string }>(
  kind: string,
  all: readonly T[],
  names: string | undefined,
): readonly T[] {
  return (names?.split(',') ?? all.map(({ name }) => name)).map((wanted) => {
    const found = all.find(({ name }) => name === wanted);
    if (found !== undefined) return found;
    const known = all.map(({ name }) => name).join(', ');
    throw new Error(`There is no ${kind} ${wanted}; there are ${known}`);
  });
}
