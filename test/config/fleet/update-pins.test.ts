import { expect, test } from 'vitest';
import { pinAt, updatePins } from '../../../src/config/fleet/update-pins.ts';

const [OLD, NEW] = ['a'.repeat(40), 'b'.repeat(40)];
const pin = { commit: NEW, version: 'v2.0.0' };

const TEXT = `# The chain of acme.
fleet:
  ci: acme/ci   # one for all
  workflows: { version: "v1.0.0", commit: ${OLD} }   # in step with actions
  actions:
    commit: '${OLD}' # of the tag
    version: v1.0.0

  pins:
    # not v5, which wants another runner
    actions/checkout: { commit: ${OLD}, version: 'v4.0.0' }
`;

test('pins are replaced where they stand, and every other byte stays', () => {
  const updates = [
    ['fleet', 'actions'],
    ['fleet', 'workflows'],
    ['fleet', 'pins', 'actions/checkout'],
  ];
  const updated = updatePins(
    TEXT,
    updates.map((path) => ({ path, pin })),
  );
  const expected = TEXT.replaceAll(OLD, NEW).replaceAll('v1.0.0', 'v2.0.0').replaceAll('v4.0.0', 'v2.0.0');
  expect(updated).toBe(expected);
  expect(updates.map((path) => pinAt(updated, path))).toEqual([pin, pin, pin]);
});

test('a value that would be read as a number gets quotes', () => {
  const digits = '1'.repeat(40);
  const updated = updatePins(TEXT, [{ path: ['fleet', 'workflows'], pin: { commit: digits, version: '1.0' } }]);
  expect(updated).toContain(`version: "1.0", commit: '${digits}' }`);
  expect(pinAt(updated, ['fleet', 'workflows'])).toEqual({ commit: digits, version: '1.0' });
});

test('a pin that is not there, or is said elsewhere in the file, is not written', () => {
  expect(pinAt(TEXT, ['fleet', 'pins', 'actions/cache'])).toBeNull();
  expect(() => updatePins(TEXT, [{ path: ['fleet', 'pins', 'actions/cache'], pin }])).toThrow(
    'fleet.pins.actions/cache.commit is no text of its own',
  );
  const shared = `fleet:\n  actions: &ours { commit: &commit ${OLD}, version: v1.0.0 }\n  workflows: { commit: *commit, version: v1.0.0 }\n`;
  expect(() => updatePins(shared, [{ path: ['fleet', 'workflows'], pin }])).toThrow('write it by hand');
  expect(() => updatePins(shared, [{ path: ['fleet', 'actions'], pin }])).toThrow(
    'other values of the file would change',
  );
});

test('a pin that another one repeats is not changed behind its back', () => {
  const merged = `fleet:\n  actions: &ours { commit: ${OLD}, version: v1.0.0 }\n  workflows: *ours\n`;
  expect(() => updatePins(merged, [{ path: ['fleet', 'workflows'], pin }])).toThrow('write it by hand');
});
