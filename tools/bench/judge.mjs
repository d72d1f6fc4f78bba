/**
 * The median of a figure's runs against its bar: `atMost` where lower is better, `atLeast` where higher is. Nothing
 * measured, or anything `missing`, is a miss. Told to four significant digits, judged by all of them.
 */
export function judge({ name, unit, values, atMost, atLeast, missing = [], note }, machine) {
  const value = median(values);
  const meets = value !== null && (atMost === undefined ? value >= atLeast : value <= atMost);
  return {
    name,
    value: rounded(value),
    unit,
    bar: atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`,
    pass: meets && missing.length === 0,
    runs: values.length,
    spread: values.length === 0 ? [] : [rounded(Math.min(...values)), rounded(Math.max(...values))],
    missing,
    ...(note !== undefined && { note }),
    machine,
  };
}

/** `null` of no values. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function rounded(value) {
  return value === null ? null : Number(value.toPrecision(4));
}
