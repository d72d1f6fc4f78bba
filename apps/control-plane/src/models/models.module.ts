import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/artifacts.module';
import { ModelImports } from './model-imports';
import { ModelVersionsRepository } from './model-versions.repository';
import { ModelVersionsResolver } from './model-versions.resolver';
import { ModelVersionsService } from './model-versions.service';
import { ModelsRepository } from './models.repository';
import { ModelsResolver } from './models.resolver';
import { ModelsService } from './models.service';

@Module({
  imports: [ArtifactsModule],
  providers: [
    ModelImports,
    ModelsRepository,
    ModelsResolver,
    ModelsService,
    ModelVersionsRepository,
    ModelVersionsResolver,
    ModelVersionsService,
  ],
  exports: [ModelsService, ModelVersionsService],
})
export class ModelsModule {}
