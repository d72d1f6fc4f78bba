import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/devices.module';
import { ModelsModule } from '../models/models.module';
import { ProfilesModule } from '../profiles/profiles.module';
import { TelemetryModule } from '../telemetry/telemetry.module';
import { VariantsModule } from '../variants/variants.module';
import { DeviceReports } from './device-reports';
import { RolloutChanges } from './rollout-changes';
import { RolloutDecisions } from './rollout-decisions';
import { RolloutDevicesResolver } from './rollout-devices.resolver';
import { RolloutEngine } from './rollout-engine';
import { RolloutEvidenceReader } from './rollout-evidence';
import { RolloutOffers } from './rollout-offers';
import { RolloutTransitions } from './rollout-transitions';
import { RolloutsRepository } from './rollouts.repository';
import { RolloutsResolver } from './rollouts.resolver';
import { RolloutsService } from './rollouts.service';

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
  ],
})
export class RolloutsModule {}
