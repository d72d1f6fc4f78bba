#!/usr/bin/env node
import { agentMain } from './agent-main';

void agentMain(process.argv.slice(2)).then((code) => {
  process.exit(code);
});
