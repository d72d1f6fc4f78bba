/**
 * Reads two sequences in step.
 * @throws RangeError when one is longer than the other
 */
export async function* pairwise<Left, Right>(
  left: AsyncIterable<Left> | Iterable<Left>,
  right: AsyncIterable<Right> | Iterable<Right>,
): AsyncGenerator<readonly [Left, Right], void> {
  const others = iteratorOf(right);
  for await (const item of left) {
    const other = await others.next();
    if (other.done === true) throw new RangeError('one sequence ends before the other');
    yield [item, other.value];
  }
  if ((await others.next()).done !== true)
    throw new RangeError('one sequence ends before the other');
}

async function* iteratorOf<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
): AsyncGenerator<Item, void> {
  yield* items;
}
