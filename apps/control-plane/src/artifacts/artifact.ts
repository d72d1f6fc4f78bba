import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A content-addressed file.' })
export class Artifact {
  @Field({ description: 'sha256, lower-case hex.' })
  digest!: string;

  @Field(() => Float)
  sizeBytes!: number;

  @Field({ description: 'Path on this server; needs the same token as the API.' })
  url!: string;
}

/** A row's two columns as one value; null unless both are set. */
export function artifactOf(digest: string, sizeBytes: bigint): Artifact;
export function artifactOf(digest: string | null, sizeBytes: bigint | null): Artifact | null;
export function artifactOf(digest: string | null, sizeBytes: bigint | null): Artifact | null {
  if (digest === null || sizeBytes === null) return null;
  return { digest, sizeBytes: Number(sizeBytes), url: `/v1/artifacts/${digest}` };
}
