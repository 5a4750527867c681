import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { EnvironmentVariables } from '../../src/config/environment-variables.ts';

const FILE = 'docker-compose.yml';
const ENVIRONMENT = { ...process.env, POSTGRES_PASSWORD: 'for this check only' };

const Service = z.object({
  image: z.string(),
  restart: z.string(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.record(z.string(), z.unknown()).optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const { services, secrets } = Compose.parse(parse(readFileSync(FILE, 'utf8'), { merge: true }));

const missing = spawnSync('docker-compose', ['--version']).error !== undefined;
if (missing) {
  console.warn(
    'docker-compose is missing, so nobody checks the whole of docker-compose.yml: apt-get install docker-compose',
  );
}

test.skipIf(missing)('docker-compose finds nothing wrong', () => {
  const { status, stderr } = spawnSync('docker-compose', ['--file', FILE, 'config', '--quiet'], { env: ENVIRONMENT });
  expect([status, String(stderr)]).toEqual([0, '']);
});

test.skipIf(missing)('docker-compose says which password is missing', () => {
  const env = { ...ENVIRONMENT, POSTGRES_PASSWORD: '' };
  const { status, stderr } = spawnSync('docker-compose', ['--file', FILE, 'config', '--quiet'], { env });
  expect(status).toBe(1);
  expect(String(stderr)).toContain('set it in the environment');
});

test('nothing is published beyond loopback', () => {
  const published = Object.values(services).flatMap(({ ports }) => ports);
  expect(published.length).toBeGreaterThan(0);
  expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test('what others wait for until it is healthy has a health check', () => {
  const awaited = Object.values(services).flatMap(({ depends_on }) =>
    Object.entries(depends_on).flatMap(([name, { condition }]) => (condition === 'service_healthy' ? [name] : [])),
  );
  expect(awaited).toContain('temporal');
  expect(awaited.filter((name) => services[name]?.healthcheck?.['test'] === undefined)).toEqual([]);
});

test('the schema and the namespace are set up by the tools of the very version that serves', () => {
  const version = (name: string) => services[name]?.image.split(':')[1];
  expect(version('temporal')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(version('temporal-schema')).toBe(version('temporal'));
  expect(version('temporal-namespace')).toBe(version('temporal'));
});

test('whatever is mounted from the project is there', () => {
  const mounted = Object.values(services).flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0] ?? ''));
  const ours = mounted.filter((path) => path.startsWith('./'));
  expect(ours).toContain('./deploy/temporal');
  expect(ours.filter((path) => !existsSync(path))).toEqual([]);
});

test('every variable that the containers get is known, and none holds a secret', () => {
  const known = Object.keys(EnvironmentVariables.shape);
  const names = ['worker', 'api'].flatMap((name) => Object.keys(services[name]?.environment ?? {}));
  const ours = names.filter((name) => name.startsWith('CASCADE_'));
  expect(ours.filter((name) => !known.includes(name))).toEqual([]);
  expect(ours.filter((name) => ['CASCADE_GITHUB_TOKEN', 'CASCADE_WEBHOOK_SECRET'].includes(name))).toEqual([]);
  expect(Object.values(secrets).map(({ file }) => file)).toEqual([
    './deploy/secrets/github-token',
    './deploy/secrets/webhook-secret',
  ]);
});
