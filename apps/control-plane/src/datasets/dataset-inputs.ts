import { Field, ID, InputType } from '@nestjs/graphql';
import { DatasetRole } from '@flotilla/database';
import { MutationInput } from '../api/mutation-input';

@InputType()
export class CreateDatasetInput extends MutationInput {
  @Field()
  name!: string;

  @Field(() => DatasetRole)
  role!: DatasetRole;

  @Field({ description: 'sha256 of an uploaded .npy or .npz file.' })
  inputsDigest!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'sha256 of an uploaded .npy file with one class index a sample; an evaluation set needs it.',
  })
  labelsDigest?: string | null;
}

@InputType()
export class DeleteDatasetInput extends MutationInput {
  @Field(() => ID)
  datasetId!: string;
}
