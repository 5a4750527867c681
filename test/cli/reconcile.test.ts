import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { choosePorts } from '../../src/engine/ports.ts';
import { app, credentials } from '../github/support/app.ts';
import { type Acme, SECRET, startAcme } from '../support/acme.ts';
import { runCli } from '../support/run-cli.ts';

const { appId, privateKey } = credentials();
const AS_APP = { CASCADE_GITHUB_APP_ID: appId, CASCADE_GITHUB_APP_KEY: privateKey };

function reconcile(
  { cwd, ...acme }: Acme,
  env: Readonly<Record<string, string>> | undefined,
  ...words: readonly string[]
) {
  return runCli(['reconcile', ...words], { cwd, env: acme.variables(env) });
}

/** Something that accepts every webhook. */
async function listen(port: number): Promise<string[]> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(String(request.headers['x-github-delivery']));
    response.writeHead(202).end();
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return received;
}

test('what failed to arrive is asked for again, oldest first, until it arrives', async () => {
  const { port } = await choosePorts({ uiPort: null });
  const hook = { url: `http://127.0.0.1:${port}/webhooks/github`, secret: SECRET, events: ['push'] };
  const acme = await startAcme({ app: app(), webhooks: [hook] });
  for (const name of ['acme/engine', 'acme/app']) {
    const before = acme.simulator.deliveries().length;
    await acme.simulator.push(name);
    await acme.simulator.when(() => acme.simulator.deliveries().length > before);
  }
  const guids = acme.simulator.deliveries().map(({ id }) => id);

  const inVain = await reconcile(acme, AS_APP);
  expect(inVain.status).toBe(1);
  expect(inVain.stdout).toContain('2 webhooks failed to arrive; GitHub was asked again for 2, oldest first.\n');
  expect(inVain.stdout).toMatch(new RegExp(`${guids[0] ?? ''} \\(of .*\\) failed again`));

  const received = await listen(port);
  const again = await reconcile(acme, AS_APP, '--json');
  expect(again.status).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ log: true, arrived: [{ tries: 2 }, { tries: 2 }], failedAgain: [] });
  expect(received).toEqual(guids);

  expect(await reconcile(acme, AS_APP)).toEqual({ status: 0, stdout: 'Nothing failed to arrive.\n', stderr: '' });
  expect(acme.simulator.violations()).toEqual([]);
});

test('with a personal token it says that GitHub keeps no log', async () => {
  const { status, stdout } = await reconcile(await startAcme(), undefined);
  expect(status).toBe(0);
  expect(stdout).toContain('GitHub keeps a log of deliveries for Apps only');
});

test('a key that GitHub refuses, and a time beyond its memory, end without asking for anything', async () => {
  const acme = await startAcme({ app: app({ id: 8 }) });
  const refused = await reconcile(acme, AS_APP);
  expect(refused.status).toBe(3);
  expect(refused.stderr).toContain('list the deliveries of webhooks');
  expect((await reconcile(acme, AS_APP, '--since', '4d')).status).toBe(2);
});
