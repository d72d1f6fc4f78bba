import { Module } from '@nestjs/common';
import { ModelsModule } from '../models/models.module';
import { ProfilesModule } from '../profiles/profiles.module';
import { VariantsModule } from '../variants/variants.module';
import { DesiredStates } from './desired-states';
import { DeviceCommands } from './device-commands';
import { DeviceCommandsResolver } from './device-commands.resolver';
import { DeviceSessions } from './device-sessions';
import { DevicesRepository } from './devices.repository';
import { DevicesResolver } from './devices.resolver';
import { DevicesService } from './devices.service';
import { EnrolmentRepository } from './enrolment.repository';
import { EnrolmentService } from './enrolment.service';
import { Liveness } from './liveness';
import { PresenceRepository } from './presence.repository';
import { RejectedMessages } from './rejected-messages';
import { RejectedMessagesRepository } from './rejected-messages.repository';
import { RejectedMessagesResolver } from './rejected-messages.resolver';
import { RunningVariantsResolver } from './running-variants.resolver';

@Module({
  imports: [ModelsModule, ProfilesModule, VariantsModule],
  providers: [
    DesiredStates,
    DeviceCommands,
    DeviceCommandsResolver,
    DeviceSessions,
    DevicesRepository,
    DevicesResolver,
    DevicesService,
    EnrolmentRepository,
    EnrolmentService,
    Liveness,
    PresenceRepository,
    RejectedMessages,
    RejectedMessagesRepository,
    RejectedMessagesResolver,
    RunningVariantsResolver,
  ],
  exports: [DesiredStates, DevicesService, Liveness],
})
export class DevicesModule {}
