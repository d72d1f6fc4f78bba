import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/artifacts.module';
import { DatasetChecks } from './dataset-checks';
import { DatasetsRepository } from './datasets.repository';
import { DatasetsResolver } from './datasets.resolver';
import { DatasetsService } from './datasets.service';

@Module({
  imports: [ArtifactsModule],
  providers: [DatasetChecks, DatasetsRepository, DatasetsResolver, DatasetsService],
  exports: [DatasetsService],
})
export class DatasetsModule {}
