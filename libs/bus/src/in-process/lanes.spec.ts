import * as fc from 'fast-check';
import { Lanes } from './lanes';

interface Item {
  readonly lane: string;
  readonly number: number;
}

const lanesOf = (...items: Item[]): Lanes<Item> => {
  const lanes = new Lanes<Item>(({ lane }) => lane);
  for (const item of items) lanes.add(item);
  return lanes;
};
const item = (lane: string, number: number): Item => ({ lane, number });

function drain(lanes: Lanes<Item>): Item[] {
  const taken: Item[] = [];
  for (let next = lanes.next(); next; next = lanes.next()) taken.push(next);
  return taken;
}

const anyItems = fc.array(
  fc.record({ lane: fc.constantFrom('a', 'b', 'c', '__proto__'), number: fc.nat() }),
);

describe('Lanes', () => {
  it('keeps every message, and the order within each lane', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const lanes = lanesOf(...items);
        expect(lanes.size).toBe(items.length);
        const taken = drain(lanes);
        expect(lanes.size).toBe(0);
        for (const name of new Set(items.map(({ lane }) => lane))) {
          const ofLane = ({ lane }: Item): boolean => lane === name;
          expect(taken.filter(ofLane)).toEqual(items.filter(ofLane));
        }
      }),
    );
  });

  it('serves lanes in turn, however much one of them has', () => {
    const flood = Array.from({ length: 1_000 }, (_, number) => item('flood', number));
    const lanes = lanesOf(...flood, item('quiet', 1));
    expect([lanes.next(), lanes.next()]).toEqual([item('flood', 0), item('quiet', 1)]);
  });

  it('goes on with other lanes while one is held, and then where it was', () => {
    const lanes = lanesOf(item('a', 1), item('a', 2), item('b', 1));
    const failed = lanes.next();
    if (failed) lanes.hold(failed);
    lanes.add(item('a', 3));
    expect(drain(lanes)).toEqual([item('b', 1)]);
    lanes.release(item('a', 1));
    expect(drain(lanes).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('serves nobody while very many lanes are held', () => {
    const lanes = lanesOf(item('good', 1));
    for (let number = 0; number < 32; number++) lanes.hold(item(`bad ${number}`, number));
    expect(lanes.next()).toBeUndefined();
    lanes.release(item('bad 7', 7));
    expect(lanes.next()).toEqual(item('good', 1));
    lanes.releaseAll();
    expect(drain(lanes)).toHaveLength(32);
  });
});
