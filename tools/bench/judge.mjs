/**
 * The median of a figure's runs against its bar. Told to four significant digits, judged by all of them.
 * @param figure `atMost` is the bar; lower is better
 */
export function judge({ name, unit, values, atMost }, machine) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const value =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return {
    name,
    value: rounded(value),
    unit,
    bar: `≤ ${atMost}`,
    pass: value <= atMost,
    runs: values.length,
    spread: [rounded(sorted[0]), rounded(sorted.at(-1))],
    machine,
  };
}

function rounded(value) {
  return Number(value.toPrecision(4));
}
