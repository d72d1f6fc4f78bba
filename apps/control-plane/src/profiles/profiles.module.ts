import { Module } from '@nestjs/common';
import { ProfilesRepository } from './profiles.repository';
import { ProfilesResolver } from './profiles.resolver';
import { ProfilesService } from './profiles.service';

@Module({
  providers: [ProfilesRepository, ProfilesResolver, ProfilesService],
  exports: [ProfilesService],
})
export class ProfilesModule {}
