import type { Type } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from './page';

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** Base of the connection type of one node type; the subclass gives it its name. */
export function connectionOf<Node>(node: Type<Node>): Type<Connection<Node>> {
  @ObjectType(`${node.name}Edge`)
  class NodeEdge implements Edge<Node> {
    @Field()
    readonly cursor!: string;

    @Field(() => node)
    readonly node!: Node;
  }

  @ObjectType({ isAbstract: true })
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge])
    readonly edges!: readonly NodeEdge[];

    @Field()
    readonly pageInfo!: PageInfo;

    @Field(() => Int)
    readonly totalCount!: number;
  }
  return NodeConnection;
}
