import { DatasetsResolver } from '../datasets/datasets.resolver';
import { DeviceCommandsResolver } from '../devices/device-commands.resolver';
import { DevicesResolver } from '../devices/devices.resolver';
import { RejectedMessagesResolver } from '../devices/rejected-messages.resolver';
import { RunningVariantsResolver } from '../devices/running-variants.resolver';
import { ModelVersionsResolver } from '../models/model-versions.resolver';
import { ModelsResolver } from '../models/models.resolver';
import { ProfilesResolver } from '../profiles/profiles.resolver';
import { RevocationResolver } from '../revocation/revocation.resolver';
import { RolloutDevicesResolver } from '../rollouts/api/rollout-devices.resolver';
import { RolloutsResolver } from '../rollouts/api/rollouts.resolver';
import { TelemetryResolver } from '../telemetry/telemetry.resolver';
import { ModelVersionVariantsResolver } from '../variants/model-version-variants.resolver';
import { VariantsResolver } from '../variants/variants.resolver';

/** Everything that the committed schema is made from. */
export const resolvers = [
  DatasetsResolver,
  DeviceCommandsResolver,
  DevicesResolver,
  ModelVersionVariantsResolver,
  ModelVersionsResolver,
  ModelsResolver,
  ProfilesResolver,
  RejectedMessagesResolver,
  RevocationResolver,
  RolloutDevicesResolver,
  RolloutsResolver,
  RunningVariantsResolver,
  TelemetryResolver,
  VariantsResolver,
];
