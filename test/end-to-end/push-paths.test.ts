import { expect, test } from 'vitest';
import { startAnsweringApi } from '../support/answering-api.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { endOf, startedBy, untilQuiet } from '../support/queues.ts';
import { statuses } from '../support/start-trains.ts';

/** A library whose documents don't count, and an app of which its sources alone do. */
const CHAIN = chain(
  [
    repository('core', { push: { ...repository('core').push, ignoredPaths: ['docs/**'] } }),
    repository('app', { needs: ['core'], push: { ...repository('app').push, paths: ['src/**'] } }),
  ],
  { name: 'filtered' },
);

test('a push of paths that do not count starts nothing, and is answered with why; any other cascades', async () => {
  const cascade = await startCascade(CHAIN, { webhooks: false });
  const { simulator } = cascade;
  const api = await startAnsweringApi(cascade);
  /** Pushes, and tells of it as GitHub does: the simulator names no paths in what it tells. */
  const push = async (name: string, ...paths: readonly string[]) => {
    const files = Object.fromEntries(paths.map((path) => [path, `What ${path} says`]));
    const { sha } = await simulator.push(`acme/${name}`, { files });
    const of = () => api.answered().filter(({ event, repository: at }) => event === 'push' && at === `acme/${name}`);
    const sent = simulator
      .deliveries()
      .filter(({ event, repository: at }) => event === 'push' && at === `acme/${name}`).length;
    await simulator.when(() => of().length === sent);
    return { sha, answer: of().at(-1) };
  };
  const notWatched = (alias: string) => ({
    status: 202,
    decisions: [
      {
        decision: 'ignore',
        code: 'paths-not-watched',
        why: `nothing that was pushed counts for ${alias} in chain filtered: see on_push.paths and on_push.ignored_paths there`,
      },
    ],
  });
  const enqueued = (alias: string) => ({ status: 202, decisions: [{ decision: 'enqueue', repository: alias }] });

  expect((await push('core', 'docs/guide.md', 'docs/api/index.md')).answer).toMatchObject(notWatched('core'));
  const core = await push('core', 'docs/guide.md', 'lib/core.c');
  expect(core.answer).toMatchObject(enqueued('core'));
  const first = await endOf(cascade, 1);
  expect(first.train).toBe(`filtered/cascade/core/${core.sha.slice(0, 7)}`);
  expect(statuses(first)).toEqual({ core: 'succeeded', app: 'succeeded' });

  expect((await push('app', 'docs/guide.md', 'lib/app.c')).answer).toMatchObject(notWatched('app'));
  const app = await push('app', 'src/main.c', 'docs/guide.md');
  expect(app.answer).toMatchObject(enqueued('app'));
  const second = await endOf(cascade, 2);
  expect(second.train).toBe(`filtered/cascade/app/${app.sha.slice(0, 7)}`);
  expect(statuses(second)).toEqual({ core: 'skipped', app: 'succeeded' });

  await untilQuiet(cascade);
  expect(await startedBy(cascade)).toEqual([first.train, second.train]);
  expect(simulator.runs().map(({ repository: of }) => of)).toEqual(['acme/core', 'acme/app', 'acme/app']);
  expect(simulator.violations()).toEqual([]);
});
