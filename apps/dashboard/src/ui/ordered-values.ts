/** `values` with `value` one place nearer to the front (−1) or the end (1), if there is one. */
export function moved<Value>(values: readonly Value[], value: Value, by: -1 | 1): Value[] {
  const from = values.indexOf(value);
  const other = values[from + by];
  if (from < 0 || other === undefined) return [...values];
  return values.with(from, other).with(from + by, value);
}

export function added<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? [...values] : [...values, value];
}

export function removed<Value>(values: readonly Value[], value: Value): Value[] {
  return values.filter((each) => each !== value);
}
