import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAuditFile } from '../../../src/api/access/audit-file.ts';
import type { AuditEntry } from '../../../src/domain/access/audit-trail.ts';
import { temporaryFolder } from '../../engine/folders.ts';

const ENTRY: AuditEntry = {
  at: '2026-11-21T09:00:00.000Z',
  request: 'one',
  caller: 'alice',
  via: 'token',
  method: 'POST',
  path: '/trains',
  event: 'asked',
  body: { kind: 'nightly' },
};

async function path(): Promise<string> {
  return join(await temporaryFolder(), 'data', 'audit.jsonl');
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, 'utf8')).trimEnd().split('\n');
}

test('entries are added one to a line, also by a next process', async () => {
  const file = await path();
  await (await openAuditFile(file)).record(ENTRY);
  await (await openAuditFile(file)).record({ ...ENTRY, request: 'two' });
  const entries = (await linesOf(file)).map((line) => JSON.parse(line) as unknown);
  expect(entries).toEqual([ENTRY, { ...ENTRY, request: 'two' }]);
});

test.skipIf(process.platform === 'win32')('only its owner can read it', async () => {
  const file = await path();
  await openAuditFile(file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a line that a crash cut off spoils no other', async () => {
  const file = await path();
  await (await openAuditFile(file)).record(ENTRY);
  await appendFile(file, '{"at":"2026-11-2');
  const trail = await openAuditFile(file);
  await trail.record({ ...ENTRY, request: 'two' });
  await trail.record({ ...ENTRY, request: 'three' });
  expect((await linesOf(file)).map((line) => line.slice(-60))).toEqual([
    JSON.stringify(ENTRY).slice(-60),
    '{"at":"2026-11-2',
    JSON.stringify({ ...ENTRY, request: 'two' }).slice(-60),
    JSON.stringify({ ...ENTRY, request: 'three' }).slice(-60),
  ]);
});

test('secrets in what was asked for are masked, and the rest stays JSON', async () => {
  const file = await path();
  const body = {
    note: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    from: 'https://host:8080',
    to: 'alice@example.org',
  };
  await (await openAuditFile(file)).record({ ...ENTRY, body });
  const [line = ''] = await linesOf(file);
  expect(JSON.parse(line)).toEqual({ ...ENTRY, body: { ...body, note: 'ghp_[masked]' } });
});

test('entries that come at once stand one to a line', async () => {
  const file = await path();
  const audit = await openAuditFile(file);
  const names = Array.from({ length: 20 }, (_, index) => `request-${index}`);
  await Promise.all(names.map((request) => audit.record({ ...ENTRY, request })));
  const lines = (await linesOf(file)).map((line) => JSON.parse(line) as AuditEntry);
  expect(lines.map(({ request }) => request)).toEqual(names);
});
