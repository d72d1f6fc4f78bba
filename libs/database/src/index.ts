export {
  DatasetRole,
  DatasetState,
  ModelVersionState,
  RolloutDeviceState,
  RolloutStageState,
  RolloutState,
  VariantState,
} from './generated/enums';
