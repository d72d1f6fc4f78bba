import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import type { Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { Device } from './device';
import { type RejectedMessage, RejectedMessageConnection } from './rejected-message';
import { RejectedMessages } from './rejected-messages';

@Resolver(() => Device)
export class RejectedMessagesResolver {
  constructor(private readonly rejected: RejectedMessages) {}

  @ResolveField(() => RejectedMessageConnection, {
    description: 'Newest first; the oldest are forgotten after a while.',
  })
  async rejectedMessages(
    @CurrentOrganisation() organisationId: string,
    @Parent() device: Device,
    @Args() page: PageArguments,
  ): Promise<Connection<RejectedMessage>> {
    return this.rejected.list(organisationId, device.id, page);
  }

  @ResolveField(() => Int, { description: 'Cheaper to ask of many devices than the list.' })
  async rejectedMessageCount(
    @CurrentOrganisation() organisationId: string,
    @Parent() device: Device,
  ): Promise<number> {
    return this.rejected.count(organisationId, device.id);
  }
}
