import { cloneModel, type Model, type Tensor } from '@flotilla/tflite';
import { makeCandidate } from '../candidate';
import { equalizedCopy } from '../equalize/equalized-copy';
import { takeFakeQuantization } from '../fake-quant/take-fake-quantization';
import { trainedWeights } from '../fake-quant/trained-weights';
import { setPortTypes } from '../ports/set-port-types';
import { prepareModel } from '../prepare/prepare-model';
import { verifyStructure } from '../verify/verify-structure';
import { nearest } from '../weights/nearest';
import type { CalibrationArtifact } from './artifact';
import { corrected } from './corrections';
import { applyShapes } from './resized-shapes';
import { channelsFrom, rangesFrom } from './tensor-tables';

/**
 * Does to a float model what an artifact says. No step of it asks a runtime or looks at data.
 * @param source as the file holds it
 * @throws CodedError `ARTIFACT_INVALID`, and what planning throws for nonsense
 */
export function rebuildModel(source: Model, { manifest, tables }: CalibrationArtifact): Model {
  const { rules: recipe, targetRuntime, ports, shapes, variant } = manifest;
  const { model: floatModel } = cloneModel(source);
  applyShapes(floatModel, shapes);
  const trained = takeFakeQuantization(floatModel);
  prepareModel(floatModel);
  const form =
    variant && equalizedCopy(floatModel, channelsFrom(floatModel, tables.peaks), variant);
  const prepared = form?.model ?? floatModel;
  const formOf = (tensor: Tensor): Tensor => form?.tensorOf.get(tensor) ?? tensor;
  const ranges = new Map(
    [...rangesFrom(floatModel, tables.ranges)].map(([tensor, range]) => [formOf(tensor), range]),
  );
  const plain = trainedWeights(trained.grids, nearest);
  const weights = corrected(prepared, tables, plain);
  const { model } = makeCandidate(prepared, { recipe, targetRuntime, ranges, weights });
  if (ports !== undefined) setPortTypes(model, ports);
  verifyStructure(model, targetRuntime);
  return model;
}
