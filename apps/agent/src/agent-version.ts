import packageJson from '../package.json';

export const agentVersion: string = packageJson.version;
