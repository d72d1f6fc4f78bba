import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/devices.module';
import { RolloutsModule } from '../rollouts/rollouts.module';
import { RevocationRepository } from './revocation.repository';
import { RevocationResolver } from './revocation.resolver';
import { RevocationService } from './revocation.service';

/** Apart from devices, because it concerns rollouts, which build on devices. */
@Module({
  imports: [DevicesModule, RolloutsModule],
  providers: [RevocationRepository, RevocationResolver, RevocationService],
})
export class RevocationModule {}
