import type { CandidateFieldsFragment } from '../../api/generated/operations';

/** Which operators stayed in float, and why, each kind once. */
export function leftFloatInWords(leftFloat: CandidateFieldsFragment['leftFloat']): string {
  if (leftFloat.length === 0) return 'every operator was quantized';
  const counts = new Map<string, number>();
  for (const { operator, reason } of leftFloat) {
    const kind = `${operator} (${reason})`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...counts].map(([kind, count]) => (count === 1 ? kind : `${count} × ${kind}`));
  return `left in float: ${kinds.join(', ')}`;
}
