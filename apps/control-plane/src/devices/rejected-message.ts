import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../api/connection';

@ObjectType({
  description:
    'What a device sent and the platform could not take: garbage, a topic that is not its own, a window that cannot be true.',
})
export class RejectedMessage {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'Why, for programs.' })
  code!: string;

  @Field({ description: 'Why, for people.' })
  message!: string;

  @Field({ description: 'The MQTT topic.' })
  topic!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What it was to be: hello, progress, telemetry, reply or will; null where the topic does not say so.',
  })
  kind!: string | null;

  @Field()
  receivedAt!: Date;
}

@ObjectType()
export class RejectedMessageConnection extends connectionOf(RejectedMessage) {}
