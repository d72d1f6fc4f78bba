import { Global, Module } from '@nestjs/common';
import { CostLimitPlugin } from './cost-limit.plugin';
import { Idempotency } from './idempotency';

@Global()
@Module({ providers: [CostLimitPlugin, Idempotency], exports: [Idempotency] })
export class ApiModule {}
