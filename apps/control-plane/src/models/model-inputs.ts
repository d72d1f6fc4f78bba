import { Field, ID, InputType } from '@nestjs/graphql';
import { MutationInput } from '../api/mutation-input';

@InputType()
export class CreateModelInput extends MutationInput {
  @Field()
  name!: string;

  @Field({ defaultValue: '' })
  description!: string;
}

@InputType()
export class RegisterModelVersionInput extends MutationInput {
  @Field(() => ID)
  modelId!: string;

  @Field({
    description:
      'sha256 of a file that was uploaded with POST /v1/artifacts: a .keras file, the zipped folder of a TensorFlow.js LayersModel, or a float .tflite file.',
  })
  artifactDigest!: string;
}

@InputType()
export class DeleteModelInput extends MutationInput {
  @Field(() => ID)
  modelId!: string;
}
