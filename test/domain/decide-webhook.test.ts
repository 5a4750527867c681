import { expect, it } from 'vitest';
import type { GitHubEvent } from '../../src/domain/github-event.ts';
import { decided } from '../support/decided.ts';

it.each<[string, GitHubEvent, string, RegExp]>([
  ['a ping', { type: 'ping' }, 'ping', /same secret/],
  ['a pull request', { type: 'pull-request' }, 'pull-request', /nothing, ever/],
  ['a release that is only edited', { type: 'release-changed', action: 'edited' }, 'release-not-published', /edited/],
  ['any other event', { type: 'unused', event: 'check_run' }, 'event-not-used', /check_run/],
])('%s starts nothing, whatever the chains are, and why is said', (_, event, code, why) => {
  expect(decided(event)).toEqual([{ type: 'ignore', code, why: expect.stringMatching(why) as string }]);
});
