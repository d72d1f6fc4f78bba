/**
 * The median of a figure's runs against its bar.
 * @param figure `atMost` is the bar; lower is better
 */
export function judge({ name, unit, values, atMost }, machine) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const value =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return {
    name,
    value,
    unit,
    bar: `≤ ${atMost}`,
    pass: value <= atMost,
    runs: values.length,
    spread: [sorted[0], sorted.at(-1)],
    machine,
  };
}
