import { type DynamicModule, Module } from '@nestjs/common';
import type { ArtifactStore } from '@flotilla/artifact-store';
import type { Bus } from '@flotilla/bus';
import type { Database } from '@flotilla/database';
import type { Logger } from '@flotilla/server-kit';
import type { ControlPlaneConfig } from '../config';
import { ARTIFACT_STORE, BUS, CONFIG, DATABASE, LOGGER } from './tokens';

/** What `createControlPlane` is given, and makes of it. */
export interface Provided {
  readonly config: ControlPlaneConfig;
  readonly bus: Bus;
  readonly artifactStore: ArtifactStore;
  readonly database: Database;
  readonly logger: Logger;
}

/** Hands the features what they run on. */
@Module({})
export class InjectionModule {
  static of(provided: Provided): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: provided.config },
      { provide: BUS, useValue: provided.bus },
      { provide: ARTIFACT_STORE, useValue: provided.artifactStore },
      { provide: DATABASE, useValue: provided.database },
      { provide: LOGGER, useValue: provided.logger },
    ];
    return { module: InjectionModule, global: true, providers, exports: providers };
  }
}
