import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  getVariableValues,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromAST,
} from 'graphql';
import { ApiError } from '../errors';

/** The depth of the question that tools ask for the schema, and low enough for a stack. */
export const maximumDepth = 20;
/** Records that one call may ask for, all pages multiplied. */
export const maximumNodes = 20_000;
/** Values of these records; every selection counts, fragments too, so this also bounds the counting itself. */
export const maximumValues = 60_000;
/** Longer than the dashboard's longest query, many times. */
export const maximumTokens = 2_000;

/** What a list without pages is taken for: the stages of a rollout, the fields of a type. */
const unpagedListSize = 10;

/** A valid query, and the operation of it that is to run; without one, nothing will. */
export interface Question {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode | null | undefined;
  /** As they came. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Refuses a query that nests too deep or could ask for too much. A field costs one record, or the `complexity` that its
 * resolver declares, for each record that it stands in.
 * @throws ApiError `QUERY_TOO_LARGE`
 */
export function assertAffordable({ schema, document, operation, variables }: Question): void {
  if (operation == null) return;
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  // Variables of a wrong type end the call before its first resolver.
  if (coerced === undefined) return;
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const budget = { nodes: maximumNodes, values: maximumValues };
  const counting = { schema, fragments, variables: coerced, budget };
  const type = schema.getRootType(operation.operation) ?? undefined;
  spend(operation.selectionSet, { type, depth: 1, factor: 1 }, counting);
}

interface Counting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** With their defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly budget: { nodes: number; values: number };
}

interface Position {
  readonly type: GraphQLNamedType | undefined;
  readonly depth: number;
  /** How many records each selection here stands for. */
  readonly factor: number;
}

function spend(selections: SelectionSetNode, position: Position, counting: Counting): void {
  const { schema, fragments, budget } = counting;
  if (position.depth > maximumDepth) throw tooLarge(`nests deeper than ${maximumDepth} levels`);
  // A fragment costs a level, so that one that spreads itself ends at the limit.
  const within = { ...position, depth: position.depth + 1 };
  for (const selection of selections.selections) {
    budget.values -= position.factor;
    if (budget.values < 0) throw tooLarge(`could ask for more than ${maximumValues} values`);
    if (selection.kind === Kind.FIELD) {
      spendField(selection, position, counting);
      continue;
    }
    const part =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (part === undefined) continue;
    const condition = part.typeCondition?.name.value;
    const type = condition === undefined ? position.type : schema.getType(condition);
    spend(part.selectionSet, { ...within, type }, counting);
  }
}

function spendField(node: FieldNode, position: Position, counting: Counting): void {
  if (node.selectionSet === undefined) return;
  const { budget, variables } = counting;
  const field = fieldOf(position.type, node.name.value);
  const factor = position.factor * sizeOf(field, node, position, variables);
  const { complexity = 1 } = field?.extensions ?? {};
  budget.nodes -= Math.max(factor, position.factor * Number(complexity));
  if (budget.nodes < 0)
    throw tooLarge(`could ask for more than ${maximumNodes} records; use smaller pages`);
  const type = field === undefined ? undefined : getNamedType(field.type);
  spend(node.selectionSet, { type, depth: position.depth + 1, factor }, counting);
}

function fieldOf(
  type: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find((each) => each.name === name);
  if (meta !== undefined) return meta;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** How many records a field gives: a page's size, which the connection has before its edges. */
function sizeOf(
  field: GraphQLField<unknown, unknown> | undefined,
  node: FieldNode,
  { type }: Position,
  variables: Readonly<Record<string, unknown>>,
): number {
  const first = field?.args.find(({ name }) => name === 'first');
  if (first !== undefined) {
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const size = valueFromAST(given, first.type, variables) ?? first.defaultValue;
    return Math.max(1, Number(size));
  }
  const isList = field !== undefined && isListType(getNullableType(field.type));
  const isPage = field?.name === 'edges' && type?.name.endsWith('Connection') === true;
  return isList && !isPage ? unpagedListSize : 1;
}

function tooLarge(why: string): ApiError {
  return new ApiError('QUERY_TOO_LARGE', `the query ${why}`);
}
