import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { AppDescription } from './app-port.ts';
import { ask } from './errors.ts';

const App = z.object({ slug: z.string(), permissions: z.record(z.string(), z.string()), events: z.array(z.string()) });

/** What GitHub says of the App whose key signs. */
export function describeApp(octokit: Octokit): Promise<AppDescription> {
  return ask({ what: 'read the GitHub App', repository: null, permission: 'of the App itself' }, async () => {
    const { data } = await octokit.rest.apps.getAuthenticated();
    return App.parse(data);
  });
}
