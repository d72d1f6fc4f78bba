import { cloneModel, type Model } from '@flotilla/tflite';
import { needsCalibration, type Recipe } from '../recipe/recipe';
import { takeFakeQuantization } from './take-fake-quantization';

/** Whether a recipe can be followed with calibration data alone: for integer activations whose ranges no training settled. */
export function asksForCalibration(original: Model, recipe: Recipe): boolean {
  if (!needsCalibration(recipe)) return false;
  const { model } = cloneModel(original);
  return takeFakeQuantization(model).ranges.size === 0;
}
