export { type ControlPlaneConfig, controlPlaneConfigSchema } from './config';
export {
  type ControlPlane,
  type ControlPlaneOptions,
  createControlPlane,
  defaultOrganisationId,
  type StartedControlPlane,
} from './control-plane';
