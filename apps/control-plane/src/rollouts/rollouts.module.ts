import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/devices.module';
import { ModelsModule } from '../models/models.module';
import { ProfilesModule } from '../profiles/profiles.module';
import { TelemetryModule } from '../telemetry/telemetry.module';
import { VariantsModule } from '../variants/variants.module';
import { RolloutDevicesResolver } from './api/rollout-devices.resolver';
import { RolloutsResolver } from './api/rollouts.resolver';
import { RolloutsService } from './api/rollouts.service';
import { DeviceReports } from './engine/device-reports';
import { RolloutChanges } from './engine/rollout-changes';
import { RolloutDecisions } from './engine/rollout-decisions';
import { RolloutEngine } from './engine/rollout-engine';
import { RolloutEvidenceReader } from './engine/rollout-evidence';
import { RolloutOffers } from './engine/rollout-offers';
import { RolloutTransitions } from './engine/rollout-transitions';
import { TakeBack } from './engine/take-back';
import { RolloutsRepository } from './storage/rollouts.repository';

@Module({
  imports: [DevicesModule, ModelsModule, ProfilesModule, TelemetryModule, VariantsModule],
  providers: [
    DeviceReports,
    RolloutChanges,
    RolloutDecisions,
    RolloutDevicesResolver,
    RolloutEngine,
    RolloutEvidenceReader,
    RolloutOffers,
    RolloutTransitions,
    RolloutsRepository,
    RolloutsResolver,
    RolloutsService,
    TakeBack,
  ],
  exports: [RolloutChanges, RolloutEngine],
})
export class RolloutsModule {}
