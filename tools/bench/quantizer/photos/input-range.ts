/** What black and white become, as the MediaPipe graph of each model converts its images. */
export interface InputRange {
  readonly low: number;
  readonly high: number;
}

const ZERO_TO_ONE: InputRange = { low: 0, high: 1 };
const MINUS_ONE_TO_ONE: InputRange = { low: -1, high: 1 };

/** By model: the `output_tensor_float_range` of its graph, or `zero_center` of the older converter. */
const RANGES: Readonly<Record<string, InputRange>> = {
  face_detection_short_range: MINUS_ONE_TO_ONE,
  face_detection_full_range: MINUS_ONE_TO_ONE,
  face_detection_full_range_sparse: MINUS_ONE_TO_ONE,
  hand_landmark_lite: ZERO_TO_ONE,
  hand_landmark_full: ZERO_TO_ONE,
  palm_detection_full: ZERO_TO_ONE,
  palm_detection_lite: ZERO_TO_ONE,
  // box_landmark_cpu.pbtxt sets `zero_center: false`; object_detection_oid_v4_cpu.pbtxt keeps its default, true.
  objectron_cup: ZERO_TO_ONE,
  ssd_mobilenetv2_oidv4: MINUS_ONE_TO_ONE,
  selfie_segmentation: ZERO_TO_ONE,
  selfie_segmentation_landscape: ZERO_TO_ONE,
};

/** @throws RangeError for a model that nobody has looked up yet */
export function inputRange(model: string): InputRange {
  const range = RANGES[model];
  if (range === undefined) throw new RangeError(`no input range is known for ${model}`);
  return range;
}
