import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { ApiError } from '../errors';

/** Deeper than any question that makes sense, and low enough for a stack. */
export const maximumDepth = 15;
/** Records that one call may ask for, all pages multiplied. */
export const maximumNodes = 20_000;
/** Longer than the dashboard's longest query, many times. */
export const maximumTokens = 2_000;

const defaultPageSize = 20;

/**
 * Refuses a query that nests too deep or could ask for too many records.
 * @throws ApiError `QUERY_TOO_LARGE`
 */
export function assertAffordable(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const budget = { nodes: maximumNodes };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      spend(definition.selectionSet, { depth: 1, factor: 1, fragments, variables, budget });
}

interface Position {
  readonly depth: number;
  /** How many records each selection here stands for. */
  readonly factor: number;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly budget: { nodes: number };
}

function spend(selections: SelectionSetNode, position: Position): void {
  if (position.depth > maximumDepth) throw tooLarge(`nests deeper than ${maximumDepth} levels`);
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) spendField(selection, position);
    else {
      const part =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : position.fragments.get(selection.name.value);
      // A fragment costs a level, so that one that spreads itself ends at the limit.
      if (part !== undefined) spend(part.selectionSet, { ...position, depth: position.depth + 1 });
    }
  }
}

function spendField(field: FieldNode, position: Position): void {
  if (field.selectionSet === undefined) return;
  const factor = position.factor * pageSizeOf(field, position.variables);
  position.budget.nodes -= factor;
  if (position.budget.nodes < 0)
    throw tooLarge(`could ask for more than ${maximumNodes} records; use smaller pages`);
  spend(field.selectionSet, { ...position, depth: position.depth + 1, factor });
}

function pageSizeOf(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const first = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (first === undefined) return isConnection(field) ? defaultPageSize : 1;
  const size =
    first.kind === Kind.VARIABLE
      ? Number(variables[first.name.value] ?? defaultPageSize)
      : first.kind === Kind.INT
        ? Number(first.value)
        : defaultPageSize;
  return Math.max(1, size);
}

function isConnection(field: FieldNode): boolean {
  return (
    field.selectionSet?.selections.some(
      (each) => each.kind === Kind.FIELD && each.name.value === 'edges',
    ) ?? false
  );
}

function tooLarge(why: string): ApiError {
  return new ApiError('QUERY_TOO_LARGE', `the query ${why}`);
}
