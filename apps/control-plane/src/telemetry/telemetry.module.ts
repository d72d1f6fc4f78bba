import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/devices.module';
import { ModelsModule } from '../models/models.module';
import { ProfilesModule } from '../profiles/profiles.module';
import { VariantsModule } from '../variants/variants.module';
import { FleetMetricsService } from './fleet-metrics.service';
import { TelemetryIngest } from './telemetry-ingest';
import { TelemetryRepository } from './telemetry.repository';
import { TelemetryResolver } from './telemetry.resolver';

@Module({
  imports: [DevicesModule, ModelsModule, ProfilesModule, VariantsModule],
  providers: [FleetMetricsService, TelemetryIngest, TelemetryRepository, TelemetryResolver],
  exports: [TelemetryRepository],
})
export class TelemetryModule {}
