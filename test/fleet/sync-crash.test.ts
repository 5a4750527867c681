import { expect, test } from 'vitest';
import type { GitHub } from '../../src/github/port.ts';
import { APP, CI, generated, holding, rendered, repository, startFleet } from './support/synced.ts';

const [OLD, NEW, NEWER] = [generated(CI, 'old'), generated(CI, 'new'), generated(CI, 'newer')];
const WRITES = [
  'createTree',
  'createCommit',
  'createBranch',
  'moveBranch',
  'createPullRequest',
  'editPullRequest',
  'closePullRequest',
] as const;

class Killed extends Error {}

/** The port of a process that ends right after its nth write was carried out, before it learns of it. */
function dyingAfter(github: GitHub, nth: number): GitHub {
  let left = nth;
  const calls = new Map<string, unknown>(Object.entries(github));
  const dying = Object.fromEntries(
    WRITES.map((name) => {
      const write = calls.get(name) as (...args: unknown[]) => Promise<unknown>;
      return [
        name,
        async (...args: unknown[]) => {
          const answer = await write(...args);
          left -= 1;
          if (left === 0) throw new Killed(`killed after ${name}`);
          return answer;
        },
      ];
    }),
  );
  return { ...github, ...dying };
}

/** Syncs to one state, then to another, and at last with all of it on main already. */
async function journey(nth: number) {
  const { github, simulator, sync, state } = await startFleet([repository(holding(OLD))]);
  const dying = dyingAfter(github, nth);
  let kills = 0;
  const untilDone = async (says: typeof NEW) => {
    try {
      await sync([rendered([says])], { github: dying });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      kills += 1;
      await sync([rendered([says])], { github });
    }
    return state();
  };
  const states = [await untilDone(NEW), await untilDone(NEWER)];
  await simulator.push('acme/engine', { files: holding(NEWER) });
  states.push(await untilDone(NEWER));
  return { kills, states };
}

test('killed after any of its writes and run again, it ends the same', async () => {
  const { kills, states } = await journey(Infinity);
  expect({ kills, open: states.map((state) => (state as [{ open: [] }])[0].open.length) }).toEqual({
    kills: 0,
    open: [1, 1, 0],
  });
  let nth = 1;
  for (; nth <= 20; nth += 1) {
    const killed = await journey(nth);
    if (killed.kills === 0) break;
    expect(killed.states).toEqual(states);
  }
  // Tree, commit, branch and pull request, twice, and one that is closed.
  expect(nth - 1).toBe(9);
});

test.each(['git/create-ref', 'pulls/create'])('an answer of %s that got lost changes nothing', async (operation) => {
  const { simulator, sync } = await startFleet([repository(holding(OLD))]);
  simulator.fault({ operation, effect: { kind: 'reset', executed: true } });
  expect(await sync([rendered([NEW])])).toMatchObject([{ outcome: 'opened' }]);
  simulator.fault({ operation, effect: { kind: 'reset', executed: false } });
  expect(await sync([rendered([NEW])])).toMatchObject([{ outcome: 'proposed' }]);
});

test.each(['git/update-ref', 'pulls/update'])(
  'a %s that never arrived is told, and made up for later',
  async (operation) => {
    const { simulator, sync } = await startFleet([repository(holding(OLD))]);
    await sync([rendered([NEW])]);
    const wanted = [rendered([NEWER, generated('.github/workflows/docs.yml', 'docs')])];
    simulator.fault({ operation, effect: { kind: 'reset', executed: false } });
    expect(await sync(wanted)).toMatchObject([
      { outcome: 'skipped', why: expect.stringContaining('Could not') as string },
    ]);
    expect(await sync(wanted)).toMatchObject([{ outcome: 'updated' }]);
    expect(await sync(wanted)).toMatchObject([{ outcome: 'proposed' }]);
  },
);

test('a commit that somebody pushes to the branch while it is being prepared is not dropped', async () => {
  const { github, simulator, sync, state } = await startFleet([repository(holding(OLD))]);
  await sync([rendered([NEW])]);
  const racing: GitHub = {
    ...github,
    createCommit: async (place, commit) => {
      await simulator.push('acme/engine', { branch: 'cascade/fleet', message: 'Mine', login: 'jane' });
      return github.createCommit(place, commit);
    },
  };
  const [synced] = await sync([rendered([NEWER])], { github: racing });
  expect(synced).toMatchObject({
    outcome: 'skipped',
    why: expect.stringContaining('moved by somebody else') as string,
  });
  expect(await state()).toMatchObject([{ fleet: { message: 'Mine' } }]);
});

test('a base that somebody moved meanwhile is told as what became of that repository, and the others go on', async () => {
  const { github, sync } = await startFleet([repository(holding(OLD)), repository(holding(OLD), APP)]);
  const losing: GitHub = {
    ...github,
    gitCommit: (place, commit) => (place.name === 'app' ? Promise.resolve(null) : github.gitCommit(place, commit)),
  };
  const synced = await sync([rendered([NEW], APP), rendered([NEW])], { github: losing });
  expect(synced).toMatchObject([
    { outcome: 'skipped', why: expect.stringContaining('somebody moved the branch') as string },
    { outcome: 'opened' },
  ]);
});
