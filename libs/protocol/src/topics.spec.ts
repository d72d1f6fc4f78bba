import * as fc from 'fast-check';
import { deviceKinds, formatTopic, parseTopic, platformKinds, type MessageKind } from './topics';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const kind = fc.constantFrom<MessageKind>(...deviceKinds, ...platformKinds);

describe('parseTopic()', () => {
  it('reads what formatTopic() wrote', () => {
    fc.assert(
      fc.property(id, id, kind, (organisationId, deviceId, each) => {
        const topic = { organisationId, deviceId, kind: each };
        expect(parseTopic(formatTopic(topic))).toEqual(topic);
      }),
    );
  });

  it.each([
    ['a wildcard', 'flotilla/1/default/+/telemetry'],
    ['a tail wildcard', 'flotilla/1/default/d1/#'],
    ['another version', 'flotilla/2/default/d1/hello'],
    ['an unknown kind', 'flotilla/1/default/d1/toString'],
    ['a missing level', 'flotilla/1/default/hello'],
    ['a further level', 'flotilla/1/default/d1/hello/x'],
    ['an empty id', 'flotilla/1//d1/hello'],
    ['an id with a dot', 'flotilla/1/default/d.1/hello'],
    ['an id of 65 characters', `flotilla/1/default/${'d'.repeat(65)}/hello`],
    ['a trailing line break', 'flotilla/1/default/d1/hello\n'],
    ['nothing', ''],
  ])('gives undefined for %s', (_, topic) => {
    expect(parseTopic(topic)).toBeUndefined();
  });
});

describe('formatTopic()', () => {
  it.each(['', '+', 'a/b', 'a b', '#', 'ä'])('refuses the id %j', (deviceId) => {
    expect(() => formatTopic({ organisationId: 'default', deviceId, kind: 'hello' })).toThrow(
      RangeError,
    );
  });
});
