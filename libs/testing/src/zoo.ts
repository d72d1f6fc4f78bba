import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A published model that an npm package carries (MediaPipe, Apache-2.0). */
export interface ZooModel {
  readonly name: string;
  /** True where an operator is not TensorFlow Lite's own, so that the native runtime refuses the model. */
  readonly customOperators: boolean;
  load(): Promise<Uint8Array>;
}

/** Real models of other people's making, mostly float16 weights behind DEQUANTIZE; one with sparse weights. */
export const ZOO: readonly ZooModel[] = [
  zooModel('face_detection_short_range', 'face_detection/face_detection_short_range.tflite'),
  zooModel('face_detection_full_range', 'face_detection/face_detection_full_range.tflite'),
  zooModel(
    'face_detection_full_range_sparse',
    'face_detection/face_detection_full_range_sparse.tflite',
  ),
  zooModel('hand_landmark_lite', 'hands/hand_landmark_lite.tflite'),
  zooModel('hand_landmark_full', 'hands/hand_landmark_full.tflite'),
  zooModel('palm_detection_full', 'hands/hands_solution_packed_assets.data', [11, 2341291]),
  zooModel('palm_detection_lite', 'hands/hands_solution_packed_assets.data', [2341291, 4326731]),
  zooModel('objectron_cup', 'objectron/object_detection_3d_cup.tflite'),
  zooModel(
    'ssd_mobilenetv2_oidv4',
    'objectron/objectron_solution_packed_assets.data',
    [184, 9987912],
  ),
  zooModel('selfie_segmentation', 'selfie_segmentation/selfie_segmentation.tflite', 'custom'),
  zooModel(
    'selfie_segmentation_landscape',
    'selfie_segmentation/selfie_segmentation_landscape.tflite',
    'custom',
  ),
];

/**
 * @param file path under the packages' common scope
 * @param part byte range inside a file of several assets, as its loader script says; or that operators are custom
 */
function zooModel(name: string, file: string, part?: [number, number] | 'custom'): ZooModel {
  return {
    name,
    customOperators: part === 'custom',
    async load() {
      const [folder = '', ...rest] = file.split('/');
      const manifest = require.resolve(`@mediapipe/${folder}/package.json`);
      const bytes = await readFile(path.join(path.dirname(manifest), ...rest));
      return Uint8Array.from(Array.isArray(part) ? bytes.subarray(...part) : bytes);
    },
  };
}
