import { writeFileSync } from 'node:fs';
import type { ZooModel } from '@flotilla/testing';
import { type Model, writeModel } from '@flotilla/tflite';
import { digest, workspacePath } from '../workspace';
import { expandModel } from './expand-model';

/** The float model that both sides start from, as a file. */
export interface FloatModel {
  readonly name: string;
  readonly path: string;
  readonly digest: string;
  readonly model: Model;
  readonly sizeBytes: number;
  /** Of its one image input. */
  readonly height: number;
  readonly width: number;
  /** What its signature calls that input. */
  readonly inputName: string;
}

export async function floatModel(zoo: ZooModel): Promise<FloatModel> {
  const { name } = zoo;
  const model = expandModel(await zoo.load());
  const bytes = writeModel(model);
  const path = workspacePath('models', `${name}.tflite`);
  writeFileSync(path, bytes);
  const [entry] = model.signatures[0]?.inputs ?? [];
  const [, height, width] = entry?.tensor.shape ?? [];
  if (entry === undefined || height === undefined || width === undefined) {
    throw new TypeError(`${name} has no image input`);
  }
  return {
    name,
    path,
    digest: digest(bytes),
    model,
    sizeBytes: bytes.byteLength,
    height,
    width,
    inputName: entry.name,
  };
}
