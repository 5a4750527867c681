import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { InjectOptions } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { accessPaths, emptyAccess } from '../support/empty-access.ts';
import { appOf } from './support/app-of.ts';
import { COMMIT } from './support/deliveries.ts';
import { addToken } from './support/guarded-api.ts';

function asked(payload: object): InjectOptions {
  return { method: 'POST', url: '/trains', payload };
}

function freshVersion(): string {
  return `v1.0.0-${randomUUID().slice(0, 8)}x`;
}

describe('trains over HTTP', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  /** What a train was started with. */
  async function inputOf(train: string): Promise<unknown> {
    const history = await client().workflow.getHandle(train).fetchHistory();
    const input = history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
    return JSON.parse(Buffer.from(input ?? []).toString());
  }

  it('starts a release that can then be read at the address in the answer', async () => {
    const { app } = await appOf(client());
    const version = `${freshVersion()}+build`;
    const response = await app.inject(
      asked({ kind: 'release', chain: 'acme', version, parameters: { platform: 'linux' } }),
    );
    expect(response.statusCode).toBe(201);
    const train = `acme/release/${version}`;
    expect(response.json()).toEqual({
      train,
      kind: 'release',
      location: response.headers.location,
      page: `http://127.0.0.1:8233/namespaces/default/workflows/${encodeURIComponent(train)}`,
    });
    const read = await app.inject(String(response.headers.location));
    expect(read.json()).toMatchObject({ train, kind: 'release', execution: 'running', view: null, failure: null });
  });

  it('starts one cascade for a commit, however often it is asked, and says that it runs', async () => {
    const { app } = await appOf(client());
    const cascade = asked({ kind: 'cascade', chain: 'acme', changed: [{ repository: 'app', commit: COMMIT }] });
    expect((await app.inject(cascade)).json()).toMatchObject({ train: 'acme/cascade/app/3f2a91c' });
    const again = await app.inject(cascade);
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({
      type: 'urn:cascade:problem:train-exists',
      detail: 'Train acme/cascade/app/3f2a91c is running: see GET /trains/acme/cascade/app/3f2a91c.',
    });
  });

  it('starts a cascade from the head of a branch under a name with the time in it', async () => {
    const { app } = await appOf(client());
    const response = await app.inject(asked({ kind: 'cascade', chain: 'acme', changed: ['engine'] }));
    expect(response.json<{ train: string }>().train).toMatch(/^acme\/cascade\/engine\/\d{8}T\d{6}\.\d{3}Z$/);
  });

  it('starts a release at chosen commits as a trial, and a nightly of the day', async () => {
    const { app } = await appOf(client());
    const version = freshVersion();
    const refs = { engine: 'hotfix' };
    const trial = await app.inject(asked({ kind: 'release', chain: 'acme', version, refs, dryRun: true }));
    expect(trial.statusCode).toBe(201);
    expect(await inputOf(`acme/release/${version}`)).toMatchObject({ chain: 'acme', version, refs, dryRun: true });

    const nightly = asked({ kind: 'nightly', chain: 'acme', force: true });
    const first = await app.inject(nightly);
    const train = `acme/nightly/${new Date().toISOString().slice(0, 10)}`;
    expect(first.json()).toMatchObject({ train, kind: 'nightly', location: `/trains/${train}` });
    expect(await inputOf(train)).toMatchObject({ chain: 'acme', force: true });
    expect((await app.inject(nightly)).json()).toMatchObject({
      detail: expect.stringContaining('is running') as string,
    });
  });

  it('names who holds the token as the person who started the train, and it in the audit trail', async () => {
    const folder = await temporaryFolder();
    const access = await emptyAccess(folder);
    const token = await addToken(access.tokens, { name: 'alice' });
    const { app } = await appOf(client(), access);
    const version = freshVersion();
    const release = asked({ kind: 'release', chain: 'acme', version });
    await app.inject({ ...release, headers: { authorization: `Bearer ${token}` } });
    const train = `acme/release/${version}`;
    expect(await inputOf(train)).toMatchObject({
      trigger: { type: 'manual', by: { type: 'person', name: 'alice' } },
    });
    const [, answered = ''] = (await readFile(accessPaths(folder).audit, 'utf8')).split('\n');
    expect(JSON.parse(answered)).toMatchObject({ caller: 'alice', status: 201, location: `/trains/${train}` });
  });

  it('names somebody on this machine as the person, where there are no tokens', async () => {
    const { app } = await appOf(client());
    const version = freshVersion();
    await app.inject(asked({ kind: 'release', chain: 'acme', version }));
    expect(await inputOf(`acme/release/${version}`)).toMatchObject({
      trigger: { by: { type: 'person', name: 'somebody on this machine' } },
    });
  });

  it('lets a person repeat a train that ended badly', async () => {
    const { app } = await appOf(client());
    const version = freshVersion();
    const release = asked({ kind: 'release', chain: 'acme', version });
    await app.inject(release);
    await client().workflow.getHandle(`acme/release/${version}`).terminate();
    expect((await app.inject(release)).statusCode).toBe(201);
  });

  it.each([
    ['a version', { kind: 'release', chain: 'acme', version: 'one' }, 400, /"one" is no version/],
    [
      'a repository',
      { kind: 'cascade', chain: 'acme', changed: ['nobody'] },
      400,
      /no repository "nobody"; it has engine, app/,
    ],
    [
      'a commit',
      { kind: 'cascade', chain: 'acme', changed: [{ repository: 'app', commit: 'abc' }] },
      400,
      /40 hexadecimal/,
    ],
    [
      'a parameter',
      { kind: 'release', chain: 'acme', version: 'v1.0.0', parameters: { platform: 'amiga' } },
      400,
      /"amiga" is none of linux, windows/,
    ],
    [
      'a place',
      { kind: 'release', chain: 'acme', version: 'v1.0.0', refs: { nobody: 'main' } },
      400,
      /no repository "nobody"; it has engine, app/,
    ],
    ['a key', { kind: 'release', chain: 'acme', version: 'v1.0.0', verison: 'v1' }, 400, /verison/],
    ['a kind', { kind: 'party', chain: 'acme' }, 400, /kind/],
    ['a chain', { kind: 'release', chain: 'acne', version: 'v1.0.0' }, 404, /no chain "acne"\. The chains are acme/],
  ])('says what is wrong with %s that is wrong, and starts nothing', async (_, payload, status, detail) => {
    const { app } = await appOf(client());
    const response = await app.inject(asked(payload));
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status, detail: expect.stringMatching(detail) as string });
    expect(response.statusCode).toBe(status);
  });

  it('lists every problem of a request at once', async () => {
    const { app } = await appOf(client());
    const changed = ['nobody', 'app', 'app'];
    const response = await app.inject(asked({ kind: 'cascade', chain: 'acme', changed, parameters: { color: 'red' } }));
    expect(response.json<{ problems: string[] }>().problems).toHaveLength(3);
  });

  it('lists the trains of a chain with their addresses, and says when no chain has that name', async () => {
    const { app } = await appOf(client());
    const version = freshVersion();
    await app.inject(asked({ kind: 'release', chain: 'acme', version }));
    // The index is a moment behind.
    await vi.waitFor(async () => {
      const { trains } = (await app.inject('/trains?chain=acme&limit=200')).json<{ trains: { location: string }[] }>();
      expect(trains.map(({ location }) => location)).toContain(`/trains/acme/release/${version}`);
    });
    expect((await app.inject('/trains?limit=1')).json<{ trains: unknown[] }>().trains).toHaveLength(1);
    expect((await app.inject('/trains?chain=acne')).statusCode).toBe(404);
    expect((await app.inject('/trains?limit=0')).statusCode).toBe(400);
  });

  it('answers 404 for a train that there is not', async () => {
    const { app } = await appOf(client());
    const response = await app.inject('/trains/acme/release/v0.0.0');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ type: 'urn:cascade:problem:unknown-train' });
    for (const id of ['', 'x'.repeat(2_000), '%00', '..%2f..']) {
      expect((await app.inject(`/trains/${id}`)).statusCode, id).toBe(404);
    }
  });
});
