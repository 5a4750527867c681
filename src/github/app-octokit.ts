import { createAppAuth } from '@octokit/auth-app';
import { retry } from '@octokit/plugin-retry';
import { Octokit } from '@octokit/rest';
import type { Credentials } from '../config/credentials.ts';
import { makeLimits } from './limits.ts';
import { type ClientSettings, repeatingOptions, SILENT } from './octokit.ts';
import {
  observing,
  pinningVersion,
  refusingCutAnswers,
  refusingRedirects,
  repeatingOnlyReads,
} from './request-hooks.ts';

/**
 * For what the App asks as itself: signed with its key, and once more where GitHub's clock is another than ours. Its
 * `auth` makes the tokens of installations, and keeps them as long as they live.
 */
export function makeAppOctokit(
  settings: ClientSettings,
  { appId, privateKey }: Omit<Credentials & { type: 'app' }, 'type'>,
): Octokit {
  const Repeating = Octokit.plugin(
    observing(settings.onRequest),
    makeLimits().plugin,
    pinningVersion,
    refusingCutAnswers,
    refusingRedirects,
    retry,
    repeatingOnlyReads,
  );
  return new Repeating({
    ...repeatingOptions(settings),
    authStrategy: createAppAuth,
    auth: { appId, privateKey, log: SILENT },
  });
}
