export type { Codec } from './codec';
export { codecs, type MessageByKind } from './codecs';
export type { ProtocolErrorCode } from './errors';
export { limits, maximumMessageBytes } from './limits';
export {
  commandKinds,
  progressStates,
  type Acknowledgement,
  type Command,
  type CommandKind,
  type CommandReply,
  type DesiredModel,
  type DesiredState,
  type DesiredVariant,
  type Hello,
  type InstalledVariant,
  type LastWill,
  type Progress,
  type ProgressState,
  type Telemetry,
} from './messages';
export { negotiateVersion, supportedProtocol, type ProtocolRange } from './protocol-version';
export { schemas } from './schemas';
export {
  deviceKinds,
  formatTopic,
  isDeviceKind,
  isPlatformKind,
  isTopicId,
  parseTopic,
  platformKinds,
  type DeviceKind,
  type DeviceTopic,
  type MessageKind,
  type PlatformKind,
} from './topics';
