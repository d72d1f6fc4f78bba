export { agentMain } from './agent-main';
export { type AgentConfig, parseConfig } from './config';
