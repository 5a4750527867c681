import { expect, test } from 'vitest';
import { NEEDED, simulatedApp } from './support/app.ts';
import { always, choosing, serve } from './support/loopback.ts';
import { LIBRARY, unpaced } from './support/simulated.ts';

const selfHosted = [{ name: 'big', labels: ['self-hosted', 'gpu'], online: true }];
const installed = (permissions: Readonly<Record<string, 'read' | 'write'>>) => ({
  installations: [{ id: 70, account: 'acme', permissions: { ...NEEDED, ...permissions } }],
});

test("the runners of a repository are its own and its organisation's", async () => {
  await using gitHub = await simulatedApp(
    installed({ administration: 'read', organization_self_hosted_runners: 'read' }),
    { selfHosted },
  );
  expect(await gitHub.github.runners(LIBRARY)).toContainEqual({
    name: 'big',
    online: true,
    labels: expect.arrayContaining(['gpu']) as unknown,
  });
});

test.each([[{}], [{ administration: 'read' as const }]])(
  'where not all of them may be seen (%j), none are: what is missing might be what is looked for',
  async (permissions) => {
    await using gitHub = await simulatedApp(installed(permissions), { selfHosted });
    await expect(gitHub.github.runners(LIBRARY)).rejects.toMatchObject({ kind: 'forbidden' });
  },
);

test("a person's repository has only its own runners", async () => {
  const own = { id: 1, name: 'mine', os: 'linux', status: 'offline', busy: false, labels: [{ name: 'self-hosted' }] };
  await using server = await serve(
    choosing(({ url = '' }) => {
      const listed = always(200, {}, { total_count: 1, runners: [own] });
      return url.startsWith('/orgs/') ? always(404, {}, { message: 'Not Found' }) : listed;
    }),
  );
  expect(await unpaced(server.url).runners(LIBRARY)).toEqual([
    { name: 'mine', online: false, labels: ['self-hosted'] },
  ]);
});
