import { ConverterError } from '../errors';
import { isJsonObject, type JsonObject } from '../json';
import { UnsupportedOption } from './unsupported-option';

/** Larger sizes overflow the 32-bit dimensions of TFLite long before they mean a model. */
const maximumSize = 2 ** 31 - 1;

/** Typed access to one layer's configuration; a value of the wrong type is a `MALFORMED_CONFIG` that names it. */
export class LayerConfig {
  readonly #values: JsonObject;
  readonly #layer: string;

  constructor(layer: string, values: JsonObject) {
    this.#layer = layer;
    this.#values = values;
  }

  /** The raw value; `undefined` also where the file says `null`. */
  raw(key: string): unknown {
    return this.#values[key] ?? undefined;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  number(key: string, fallback?: number): number {
    const value = this.raw(key) ?? fallback;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.fault(key, 'a number');
    return value;
  }

  size(key: string, fallback?: number): number {
    return this.#size(key, this.raw(key) ?? fallback);
  }

  boolean(key: string, fallback: boolean): boolean {
    const value = this.raw(key) ?? fallback;
    if (typeof value !== 'boolean') throw this.fault(key, 'true or false');
    return value;
  }

  string(key: string, fallback?: string): string {
    const value = this.raw(key) ?? fallback;
    if (typeof value !== 'string') throw this.fault(key, 'a string');
    return value;
  }

  list(key: string): readonly unknown[] {
    const value = this.raw(key);
    if (!Array.isArray(value)) throw this.fault(key, 'a list');
    return value as readonly unknown[];
  }

  /** A pair of sizes (height, width); one number stands for both. */
  sizes2d(key: string, fallback?: readonly [number, number]): readonly [number, number] {
    const value = this.raw(key) ?? fallback;
    if (!Array.isArray(value)) {
      const size = this.#size(key, value);
      return [size, size];
    }
    if (value.length !== 2) throw this.fault(key, 'two sizes');
    return [this.#size(key, value[0]), this.#size(key, value[1])];
  }

  /** One of the choices, or an `UnsupportedOption` that names the value. */
  choice<T extends string>(key: string, choices: readonly T[], fallback: T): T {
    const value = this.string(key, fallback);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new UnsupportedOption(`${key}=${value}`);
    return found;
  }

  /** The name of an activation function, also from the serialized function that Keras 3 may write. */
  activation(key = 'activation'): string {
    const value = this.raw(key) ?? 'linear';
    if (typeof value === 'string') return value;
    if (isJsonObject(value)) {
      if (value['class_name'] === 'function' && typeof value['config'] === 'string') {
        return value['config'];
      }
      throw new UnsupportedOption(`${key}=${String(value['class_name'])}`);
    }
    throw this.fault(key, 'the name of a function');
  }

  fault(key: string, expected: string): ConverterError {
    const value = this.raw(key);
    const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80);
    return new ConverterError(
      'MALFORMED_CONFIG',
      `layer ${this.#layer}: ${key} must be ${expected}, not ${shown}`,
    );
  }

  #size(key: string, value: unknown): number {
    if (!Number.isSafeInteger(value) || Number(value) < 1 || Number(value) > maximumSize) {
      throw this.fault(key, 'a size (1 or more)');
    }
    return Number(value);
  }
}
