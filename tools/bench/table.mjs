/** Results as aligned text, one figure a line. */
export function table(results) {
  const rows = results.map(({ name, value, unit, bar, pass, runs, spread }) => [
    pass ? 'pass' : 'MISS',
    name,
    `${value} ${unit}`,
    `bar ${bar}`,
    `${runs} runs, ${spread[0]} to ${spread[1]}`,
  ]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, `on ${results[0].machine}`].join('\n');
}
