/** Results as aligned text, one figure a line, and below it what was missing of it. */
export function table(results) {
  const rows = results.map(({ name, value, unit, bar, pass, ...rest }) => [
    pass ? 'pass' : 'MISS',
    name,
    value === null ? '—' : `${value} ${unit}`.trimEnd(),
    `bar ${bar}`,
    value === null ? rest.missing.join('; ') : remark(rest),
  ]);
  const lines = align(rows).flatMap((line, index) => {
    const { value, missing } = results[index];
    return [line, ...(value === null ? [] : missing.map((text) => `        ${text}`))];
  });
  return [...lines, `on ${results[0].machine}`].join('\n');
}

/** Pads the cells of each column to the same width, with two spaces between; the line as joined text. */
export function align(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

function remark({ runs, spread, note }) {
  const range = runs > 1 ? `${runs} runs, ${spread[0]} to ${spread[1]}` : undefined;
  return [range, note].filter((part) => part !== undefined).join(', ');
}
