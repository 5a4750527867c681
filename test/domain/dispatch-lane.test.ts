import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, type Asker, EMPTY_LANE, finish, grant, holds, type LaneState } from '../../src/domain/dispatch-lane.ts';

const asker = (workflowId: string, runId = 'first', turn = 1): Asker => ({ workflowId, runId, turn, lingers: 90_000 });
const [anna, bert, cleo] = [asker('acme/a'), asker('acme/b'), asker('acme/c')];

/** As the workflow does it: after every message the turn is given on where it is free. */
const asking = (state: LaneState, who: Asker) => grant(ask(state, who));
const finishing = (state: LaneState, who: Asker, runs: readonly number[] = []) => grant(finish(state, who, runs));

test('who asks first has the turn first, and the others follow in their order', () => {
  let lane = [anna, bert, cleo].reduce(asking, EMPTY_LANE);
  expect(lane).toEqual({ holder: anna, waiting: [bert, cleo], taken: [], over: [] });
  lane = finishing(lane, anna, [7]);
  expect(lane).toEqual({ holder: bert, waiting: [cleo], taken: [7], over: [anna] });
  lane = finishing(finishing(lane, bert), cleo);
  expect(lane).toEqual({ holder: null, waiting: [], taken: [7], over: [anna, bert, cleo] });
});

test('asking again changes nothing, whether one waits or has the turn', () => {
  const lane = [anna, bert].reduce(asking, EMPTY_LANE);
  expect(asking(lane, anna)).toEqual(lane);
  expect(asking(lane, bert)).toEqual(lane);
});

test('another execution of the same build asks for itself', () => {
  const again = asker('acme/a', 'after a reset');
  const lane = asking(asking(EMPTY_LANE, anna), again);
  expect([holds(lane, anna), holds(lane, again)]).toEqual([true, false]);
  expect(finishing(lane, anna).holder).toEqual(again);
});

test('who asks late for a turn that is over, as a request does that got lost, gets none; the next attempt does', () => {
  const lane = finishing(asking(EMPTY_LANE, anna), anna);
  expect(asking(lane, anna).holder).toBeNull();
  const next = asker('acme/a', 'first', 2);
  expect(asking(lane, next).holder).toEqual(next);
});

test('who no longer wants a turn leaves it to the others', () => {
  const lane = [anna, bert, cleo].reduce(asking, EMPTY_LANE);
  expect(finishing(lane, bert)).toMatchObject({ holder: anna, waiting: [cleo], taken: [] });
});

test('the runs of former turns are remembered once each, the newest longest', () => {
  const first = finish(asking(EMPTY_LANE, anna), anna, [1, 2]);
  expect(finish(first, anna, [2, 3]).taken).toEqual([1, 2, 3]);
  const many = Array.from({ length: 250 }, (_, index) => index);
  const { taken } = finish(EMPTY_LANE, anna, many);
  expect([taken.length, taken[0], taken.at(-1)]).toEqual([200, 50, 249]);
});

test('whatever comes in: one has the turn, all others wait in the order in which they asked, and nobody is forgotten', () => {
  const commands = fc.array(
    fc.record({
      type: fc.constantFrom('ask', 'ask', 'finish', 'finish holder'),
      who: fc.constantFrom(anna, bert, cleo, asker('acme/a', 'after a reset'), asker('acme/d')),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(commands, (script) => {
      let lane = EMPTY_LANE;
      let wanting: readonly Asker[] = [];
      const over = new Set<Asker>();
      for (const { type, who } of script) {
        if (type === 'ask') {
          lane = asking(lane, who);
          wanting = wanting.includes(who) || over.has(who) ? wanting : [...wanting, who];
        } else {
          const leaving = type === 'finish' ? who : (wanting[0] ?? who);
          lane = finishing(lane, leaving);
          wanting = wanting.filter((other) => other !== leaving);
          over.add(leaving);
        }
        const [first = null, ...others] = wanting;
        expect([lane.holder, ...lane.waiting]).toEqual([first, ...others]);
        expect(wanting.filter((other) => holds(lane, other))).toEqual(first === null ? [] : [first]);
      }
    }),
  );
});
