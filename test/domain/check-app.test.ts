import { expect, test } from 'vitest';
import { checkEvents, checkInstallation, type WantedPermissions } from '../../src/domain/check-app.ts';

const WANTED: WantedPermissions = {
  actions: { level: 'write', needed: true, why: 'dispatch' },
  administration: { level: 'read', needed: false, why: 'see settings' },
};
const INSTALLATION = { account: 'acme', permissions: { actions: 'write', administration: 'read' }, suspended: false };

function verdicts(installation: typeof INSTALLATION | null): readonly string[] {
  return checkInstallation(installation, 'cascade', WANTED).map(({ verdict }) => verdict);
}

test('an installation that may do all is fine, and a higher level suffices', () => {
  expect(verdicts(INSTALLATION)).toEqual(['fine', 'fine']);
  const higher = { actions: 'admin', administration: 'write' };
  expect(verdicts({ ...INSTALLATION, permissions: higher })).toEqual(['fine', 'fine']);
});

test('what trains need and is not granted is wrong; what only helps is doubtful', () => {
  expect(verdicts({ ...INSTALLATION, permissions: { actions: 'read', administration: 'read' } })).toEqual([
    'fine',
    'wrong',
  ]);
  const [, lacking] = checkInstallation({ ...INSTALLATION, permissions: { actions: 'write' } }, 'cascade', WANTED);
  expect(lacking).toMatchObject({
    verdict: 'doubtful',
    message: 'the App lacks administration: read (to see settings), which trains do without',
  });
});

test('an App that is not installed, or asleep, is wrong', () => {
  expect(verdicts(null)).toEqual(['wrong']);
  expect(verdicts({ ...INSTALLATION, suspended: true })).toEqual(['wrong']);
});

test('events that the App is not told of are named with what is lost', () => {
  const wanted = { push: 'starts a cascade', release: 'starts a release' };
  expect(checkEvents(['push', 'release', 'star'], wanted).verdict).toBe('fine');
  expect(checkEvents(['push'], wanted).message).toBe("the App isn't told of release (starts a release)");
});
