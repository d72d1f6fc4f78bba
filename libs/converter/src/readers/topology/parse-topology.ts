import { ConverterError } from '../../errors';
import { isJsonObject, type JsonObject } from '../../json';
import { parseFunctional } from './parse-functional';
import { parseSequential } from './parse-sequential';
import type { Topology } from './topology';

/**
 * @param model `{class_name, config}` of a Sequential or Functional model, in the spelling of Keras 2, Keras 3 or
 * TensorFlow.js
 * @throws ConverterError `MALFORMED_CONFIG`, or `UNSUPPORTED_LAYER` when the model itself is of a custom class
 */
export function parseTopology(model: JsonObject): Topology {
  const className = model['class_name'];
  const config = model['config'];
  if (className === 'Sequential') {
    // Keras before 2.2.3 wrote the list of layers in place of the configuration.
    return parseSequential(Array.isArray(config) ? { layers: config } : objectOf(config), model);
  }
  if (className === 'Functional' || className === 'Model') return parseFunctional(objectOf(config));
  if (typeof className !== 'string') {
    throw new ConverterError('MALFORMED_CONFIG', 'the architecture names no model class');
  }
  throw new ConverterError(
    'UNSUPPORTED_LAYER',
    `cannot convert a model of class ${className.slice(0, 80)}; build it as a Sequential or Functional model`,
  );
}

function objectOf(config: unknown): JsonObject {
  if (isJsonObject(config)) return config;
  throw new ConverterError('MALFORMED_CONFIG', 'the architecture has no configuration');
}
