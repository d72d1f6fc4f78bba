import { buildSchema } from 'graphql';
import { compareSchemas } from './compare-schemas';

const committed = buildSchema(
  'type Query { device(id: ID!): Device } type Device { id: ID! name: String! }',
);
const compareWith = (sdl: string) => compareSchemas(committed, buildSchema(sdl));

describe('compareSchemas()', () => {
  it('finds nothing between equals', () => {
    expect(compareSchemas(committed, committed)).toEqual({ breaking: [], differs: false });
  });

  it('tells an addition from a break', () => {
    const added = compareWith(
      'type Query { device(id: ID!): Device } type Device { id: ID! name: String! since: String }',
    );
    expect(added).toEqual({ breaking: [], differs: true });
  });

  it.each([
    'type Query { device(id: ID!): Device } type Device { id: ID! }',
    'type Query { device(id: ID!): Device } type Device { id: ID! name: String }',
    'type Query { device(id: ID!, at: String!): Device } type Device { id: ID! name: String! }',
  ])('names what breaks callers in %p', (sdl) => {
    expect(compareWith(sdl).breaking).toHaveLength(1);
  });
});
