import { type Cell, isFault } from '../cell';

/** Why cells have no result of ours, one line for all models alike and one for each that differs. */
export function missingOurs(cells: readonly Cell[]): string[] {
  const reasons = cells.flatMap(({ model, ours }) => {
    const { side, litert } = ours;
    if (side.status === 'not built') return [{ model, reason: 'not built yet' }];
    if (side.status === 'failed') return [{ model, reason: `failed: ${side.fault}` }];
    if (isFault(litert)) return [{ model, reason: `cannot be judged: ${litert.fault}` }];
    return [];
  });
  return grouped(reasons, cells.length);
}

function grouped(
  reasons: readonly { readonly model: string; readonly reason: string }[],
  modelCount: number,
): string[] {
  const models = new Map<string, string[]>();
  for (const { model, reason } of reasons)
    models.set(reason, [...(models.get(reason) ?? []), model]);
  return [...models].map(([reason, names]) =>
    names.length === modelCount && modelCount > 1
      ? `all models: ${reason}`
      : `${names.join(', ')}: ${reason}`,
  );
}
