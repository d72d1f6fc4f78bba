import { type DynamicModule, Module } from '@nestjs/common';
import type { ArtifactStore } from '@flotilla/artifact-store';
import type { Bus } from '@flotilla/bus';
import type { Database } from '@flotilla/database';
import type { Logger } from '@flotilla/server-kit';
import type { ControlPlaneConfig } from '../config';
import { ARTIFACT_STORE, BUS, CONFIG, DATABASE, LOGGER } from './tokens';

export interface Platform {
  readonly config: ControlPlaneConfig;
  readonly bus: Bus;
  readonly artifactStore: ArtifactStore;
  readonly database: Database;
  readonly logger: Logger;
}

/** Hands the features what they run on. */
@Module({})
export class PlatformModule {
  static of(platform: Platform): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: platform.config },
      { provide: BUS, useValue: platform.bus },
      { provide: ARTIFACT_STORE, useValue: platform.artifactStore },
      { provide: DATABASE, useValue: platform.database },
      { provide: LOGGER, useValue: platform.logger },
    ];
    return { module: PlatformModule, global: true, providers, exports: providers };
  }
}
