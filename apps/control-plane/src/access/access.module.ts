import { Global, Module } from '@nestjs/common';
import { AccessService } from './access.service';
import { BearerGuard } from './bearer.guard';

@Global()
@Module({ providers: [AccessService, BearerGuard], exports: [AccessService, BearerGuard] })
export class AccessModule {}
