import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Bus, Events, Subscription } from '@flotilla/bus';
import {
  type Database,
  DeviceCommandKind,
  DeviceCommandState,
  type Rows,
} from '@flotilla/database';
import type { CommandKind } from '@flotilla/protocol';
import type { Logger } from '@flotilla/server-kit';
import { Idempotency } from '../api/idempotency';
import type { MutationInput } from '../api/mutation-input';
import { ApiError, notFound } from '../errors';
import { BUS, DATABASE, LOGGER } from '../injection/tokens';
import { ModelsService } from '../models/models.service';
import type {
  DeviceCommand,
  PingDeviceInput,
  ReportDeviceInput,
  RollBackDeviceInput,
} from './device-command';
import { DevicesService } from './devices.service';

const wireKindOf: Readonly<Record<DeviceCommandKind, CommandKind>> = {
  PING: 'ping',
  ROLL_BACK: 'roll-back',
  REPORT: 'report',
};

/** Commands to devices, and their answers. A device obeys a command that arrives twice once. */
@Injectable()
export class DeviceCommands implements OnApplicationBootstrap, OnApplicationShutdown {
  private subscription: Subscription | null = null;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly devices: DevicesService,
    private readonly models: ModelsService,
    private readonly idempotency: Idempotency,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.subscription = await this.bus.subscribe('device.reply', (event) => this.onReply(event), {
      group: 'control-plane',
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.subscription?.close();
  }

  async find(organisationId: string, id: string): Promise<DeviceCommand | null> {
    const row = await this.row(organisationId, id);
    return row === null ? null : commandOf(row);
  }

  /** @throws ApiError `NOT_FOUND`, `STATE_CONFLICT` for a device that is not connected */
  async ping(organisationId: string, input: PingDeviceInput): Promise<DeviceCommand> {
    const { deviceId } = input;
    const command = { deviceId, kind: DeviceCommandKind.PING, modelId: '' };
    return this.send(organisationId, 'pingDevice', input, command);
  }

  /** @throws ApiError `NOT_FOUND`, `STATE_CONFLICT` for a device that is not connected */
  async report(organisationId: string, input: ReportDeviceInput): Promise<DeviceCommand> {
    const { deviceId } = input;
    const command = { deviceId, kind: DeviceCommandKind.REPORT, modelId: '' };
    return this.send(organisationId, 'reportDevice', input, command);
  }

  /** @throws ApiError `NOT_FOUND`, `STATE_CONFLICT` for a device that is not connected */
  async rollBack(organisationId: string, input: RollBackDeviceInput): Promise<DeviceCommand> {
    const { deviceId, modelId } = input;
    await this.models.get(organisationId, modelId);
    const command = { deviceId, kind: DeviceCommandKind.ROLL_BACK, modelId };
    return this.send(organisationId, 'rollBackDevice', input, command);
  }

  private async send(
    organisationId: string,
    operation: string,
    input: MutationInput,
    command: Pick<Rows.DeviceCommand, 'deviceId' | 'kind' | 'modelId'>,
  ): Promise<DeviceCommand> {
    const { state } = await this.devices.get(organisationId, command.deviceId);
    const id = await this.idempotency.once(
      organisationId,
      operation,
      input,
      async (transaction) => {
        if (state !== 'ONLINE')
          throw new ApiError(
            'STATE_CONFLICT',
            `the device is ${state}; only a connected one takes commands`,
          );
        return (await transaction.deviceCommand.create({ data: { organisationId, ...command } }))
          .id;
      },
    );
    const row = await this.row(organisationId, id);
    if (row === null) throw notFound('device command', id);
    if (row.state === DeviceCommandState.SENT) await this.publish(row);
    return commandOf(row);
  }

  private async publish(row: Rows.DeviceCommand): Promise<void> {
    const { organisationId, deviceId, id, kind, modelId } = row;
    const message = { id, kind: wireKindOf[kind], model: modelId };
    await this.bus.publish('device.command', { organisationId, deviceId, message });
  }

  private async onReply(event: Events['device.reply']): Promise<void> {
    const { organisationId, deviceId, message } = event;
    const { count } = await this.database.scopedTo(organisationId).deviceCommand.updateMany({
      where: { id: message.id, deviceId, state: DeviceCommandState.SENT },
      data: {
        state: message.ok ? DeviceCommandState.DONE : DeviceCommandState.FAILED,
        code: message.code.slice(0, 100),
        message: message.message.slice(0, 1_000),
        finishedAt: new Date(),
      },
    });
    if (count === 0)
      this.logger.debug({ organisationId, deviceId }, 'a reply to no command that waits for one');
  }

  private async row(organisationId: string, id: string): Promise<Rows.DeviceCommand | null> {
    return this.database.scopedTo(organisationId).deviceCommand.findUnique({
      where: { organisationId_id: { organisationId, id } },
    });
  }
}

function commandOf(row: Rows.DeviceCommand): DeviceCommand {
  return {
    id: row.id,
    deviceId: row.deviceId,
    kind: row.kind,
    modelId: row.modelId || null,
    state: row.state,
    code: row.code || null,
    message: row.message || null,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}
