import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { Logger } from '@flotilla/server-kit';
import { AccessModule } from './access/access.module';
import { AccessService } from './access/access.service';
import { ApiModule } from './api/api.module';
import { graphqlOptions } from './api/graphql-options';
import { HttpErrorsFilter } from './api/http-errors.filter';
import { ArtifactsModule } from './artifacts/artifacts.module';
import { DatasetsModule } from './datasets/datasets.module';
import { DevicesModule } from './devices/devices.module';
import { HealthModule } from './health/health.module';
import { InjectionModule, type Provided } from './injection/injection.module';
import { LOGGER } from './injection/tokens';
import { JobsModule } from './jobs/jobs.module';
import { ModelsModule } from './models/models.module';
import { ProfilesModule } from './profiles/profiles.module';
import { RetentionModule } from './retention/retention.module';
import { RevocationModule } from './revocation/revocation.module';
import { RolloutsModule } from './rollouts/rollouts.module';
import { TelemetryModule } from './telemetry/telemetry.module';
import { VariantsModule } from './variants/variants.module';

/** The control plane as Nest sees it: one module a feature, on what it is provided with. */
@Module({})
export class AppModule {
  static on(provided: Provided): DynamicModule {
    return {
      module: AppModule,
      imports: [
        InjectionModule.of(provided),
        AccessModule,
        ApiModule,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [AccessService, LOGGER],
          useFactory: (access: AccessService, logger: Logger) => graphqlOptions(access, logger),
        }),
        JobsModule,
        ArtifactsModule,
        DatasetsModule,
        DevicesModule,
        HealthModule,
        ModelsModule,
        ProfilesModule,
        RetentionModule,
        RevocationModule,
        RolloutsModule,
        TelemetryModule,
        VariantsModule,
      ],
      providers: [{ provide: APP_FILTER, useClass: HttpErrorsFilter }],
    };
  }
}
