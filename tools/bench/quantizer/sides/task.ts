import type { FloatModel } from '../models/float-model';
import type { SampleFile } from '../photos/photo-sets';
import type { BenchScheme } from '../schemes';

/** What both sides are asked for. */
export interface Task {
  readonly model: FloatModel;
  readonly scheme: BenchScheme;
  readonly calibration: SampleFile;
  readonly threads: number;
}
