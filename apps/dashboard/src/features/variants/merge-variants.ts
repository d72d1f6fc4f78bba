interface Versioned {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
}

/** Puts in a newer state of a variant; what comes late and is older changes nothing. */
export function merged<Variant extends Versioned>(
  known: ReadonlyMap<string, Variant>,
  news: Variant,
): ReadonlyMap<string, Variant> {
  const before = known.get(news.id);
  if (before !== undefined && before.version >= news.version) return known;
  return new Map(known).set(news.id, news);
}

/** Newest first. */
export function sorted<Variant extends Versioned>(
  variants: ReadonlyMap<string, Variant>,
): readonly Variant[] {
  return [...variants.values()].sort(
    (a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id),
  );
}
