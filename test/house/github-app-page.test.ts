import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { APP_EVENTS, APP_PERMISSIONS } from '../../src/github/permissions.ts';
import { blocks } from './documents.ts';

const PAGE = 'docs/github-app.md';
const text = readFileSync(PAGE, 'utf8');

/** The rows of the page's tables, without the spaces that only align them. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.replace(/\s+/g, ' '));

test('the manifest asks for what is needed and no more, and for every event', () => {
  const [manifest = ''] = blocks({ path: PAGE, text }, 'json');
  const needed = Object.entries(APP_PERMISSIONS).filter(([, permission]) => permission.needed);
  expect(JSON.parse(manifest)).toEqual({
    name: expect.any(String) as unknown,
    url: expect.any(String) as unknown,
    redirect_url: expect.any(String) as unknown,
    hook_attributes: { url: expect.stringMatching(/\/webhooks\/github$/) as unknown, active: true },
    public: false,
    default_permissions: Object.fromEntries(needed.map(([name, { level }]) => [name, level])),
    default_events: Object.keys(APP_EVENTS),
  });
});

test('the page says what every permission is there for', () => {
  for (const [name, { level, needed, why }] of Object.entries(APP_PERMISSIONS)) {
    expect(rows).toContainEqual(
      expect.stringContaining(`| \`${name}\` | ${level} | ${needed ? 'yes' : 'no'} | ${why} |`),
    );
  }
});

test('the page says what every event is for', () => {
  for (const [event, why] of Object.entries(APP_EVENTS)) expect(rows).toContain(`| \`${event}\` | ${why} |`);
});
