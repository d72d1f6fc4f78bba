import { Inject, Injectable } from '@nestjs/common';
import type { ArtifactStore, StoredArtifact } from '@flotilla/artifact-store';
import { ARTIFACT_STORE } from '../injection/tokens';

@Injectable()
export class ArtifactsService {
  constructor(@Inject(ARTIFACT_STORE) private readonly store: ArtifactStore) {}

  /** @throws ArtifactError `ARTIFACT_NOT_FOUND`, `INVALID_DIGEST` */
  async require(organisationId: string, digest: string): Promise<StoredArtifact> {
    return this.store.stat(organisationId, digest);
  }
}
