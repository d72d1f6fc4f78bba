import { Module } from '@nestjs/common';
import { DatasetsModule } from '../datasets/datasets.module';
import { ModelsModule } from '../models/models.module';
import { ProfilesModule } from '../profiles/profiles.module';
import { ModelVersionVariantsResolver } from './model-version-variants.resolver';
import { VariantBuilds } from './variant-builds';
import { VariantsRepository } from './variants.repository';
import { VariantsResolver } from './variants.resolver';
import { VariantsService } from './variants.service';

@Module({
  imports: [DatasetsModule, ModelsModule, ProfilesModule],
  providers: [
    ModelVersionVariantsResolver,
    VariantBuilds,
    VariantsRepository,
    VariantsResolver,
    VariantsService,
  ],
  exports: [VariantsRepository, VariantsService],
})
export class VariantsModule {}
