/**
 * Gives equal vectors of numbers one array object, which the codec then writes once: shapes and the zero points of
 * per-channel weights repeat all over a model, at 8 bytes a channel.
 */
export class VectorPool {
  readonly #numbers = new Map<string, number[]>();
  readonly #bigints = new Map<string, bigint[]>();

  int32(values: readonly number[]): number[] {
    return this.numbers('int32', values);
  }

  float32(values: readonly number[]): number[] {
    return this.numbers('float32', values);
  }

  int64(values: readonly bigint[]): bigint[] {
    const key = values.join();
    const known = this.#bigints.get(key) ?? [...values];
    this.#bigints.set(key, known);
    return known;
  }

  private numbers(type: string, values: readonly number[]): number[] {
    // Negative zero must not become the text of zero.
    const key = `${type}:${values.map((value) => (Object.is(value, -0) ? '-0' : value)).join()}`;
    const known = this.#numbers.get(key) ?? [...values];
    this.#numbers.set(key, known);
    return known;
  }
}
