import { isCodedError } from '@flotilla/foundation';
import { parseConfig } from './config';

const enough = {
  FLOTILLA_AGENT_GATEWAY_URL: 'http://gateway.example',
  FLOTILLA_AGENT_MQTT_URL: 'mqtts://broker.example:8883',
  FLOTILLA_AGENT_DATA_DIR: '/var/lib/flotilla-agent',
  FLOTILLA_AGENT_NAME: 'camera-7',
};

function faultsOf(argv: string[], environment: Record<string, string> = {}): string {
  try {
    parseConfig(argv, environment);
  } catch (error) {
    if (isCodedError(error) && error.code === 'INVALID_CONFIG') return error.message;
    throw error;
  }
  return '';
}

describe('parseConfig()', () => {
  it('reads the environment, which arguments override', () => {
    const config = parseConfig(['--name', 'other', '--delegates', 'xnnpack,cpu'], enough);
    expect(config).toMatchObject({
      gatewayUrl: 'http://gateway.example',
      name: 'other',
      delegates: ['xnnpack', 'cpu'],
      windowMs: 60_000,
      exitWithParent: false,
    });
  });

  it('takes a flag without a value', () => {
    expect(parseConfig(['--exit-with-parent'], enough).exitWithParent).toBe(true);
  });

  it('names every fault at once, by argument and by variable', () => {
    const faults = faultsOf(['--window-ms', 'soon', '--delegates', 'tpu'], {
      ...enough,
      FLOTILLA_AGENT_MQTT_URL: 'http://not-mqtt',
    });
    for (const name of ['--window-ms', '--delegates', '--mqtt-url', 'FLOTILLA_AGENT_MQTT_URL']) {
      expect(faults).toContain(name);
    }
    expect(faults).not.toContain('--name');
  });

  it('says in one line what is missing', () => {
    const faults = faultsOf([]);
    for (const name of ['--gateway-url', '--mqtt-url', '--data-dir', '--name', '--help']) {
      expect(faults).toContain(name);
    }
    expect(faults).not.toContain('\n');
  });

  it('refuses an argument that it does not know', () => {
    expect(faultsOf(['--nmae', 'x'], enough)).toContain('nmae');
  });
});
