import type { ArtifactReference } from '@flotilla/bus';
import type { ArtifactStore } from '@flotilla/artifact-store';
import type { Runtime } from '@flotilla/evaluation';
import type { ReportProgress } from '../job-message';

/** What every job may use. */
export interface JobContext {
  readonly organisationId: string;
  readonly artifacts: ArtifactStore;
  readonly runtime: Runtime;
  readonly report: ReportProgress;
}

export async function storeArtifact(
  { artifacts, organisationId }: JobContext,
  bytes: Uint8Array,
): Promise<ArtifactReference> {
  const { digest, sizeBytes } = await artifacts.put(organisationId, chunksOf(bytes));
  return { digest, sizeBytes };
}

// eslint-disable-next-line @typescript-eslint/require-await -- the store takes streams; these bytes are here already
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
