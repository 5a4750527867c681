import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { Webhooks } from '@octokit/webhooks';
import type { InjectOptions } from 'fastify';
import { SECRET } from './app-of.ts';

export const COMMIT = '3f2a91c0000000000000000000000000000000aa';

/** A webhook as GitHub posts it; a test names only what it is about. */
export async function delivery(
  event: string,
  payload: unknown,
  { secret = SECRET, id = randomUUID() }: { secret?: string; id?: string } = {},
): Promise<InjectOptions> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const headers = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': id,
    'x-hub-signature-256': await new Webhooks({ secret }).sign(body),
  };
  return { method: 'POST', url: '/webhooks/github', headers, payload: body };
}

/** A release that a person published in acme/engine. */
export function publishedRelease(tag: string, body = ''): object {
  return {
    action: 'published',
    repository: { full_name: 'acme/engine', default_branch: 'main' },
    release: { id: 1, tag_name: tag, body, prerelease: false },
    sender: { login: 'alice' },
  };
}

/** A push to a branch of acme/engine. */
export function push(ref = 'refs/heads/main', after = COMMIT): object {
  const repository = { full_name: 'acme/engine', default_branch: 'main' };
  return { ref, after, deleted: false, repository, sender: { login: 'alice' } };
}

/** News of an actions run with that title. */
export function actionsRun(title: string, action = 'completed', event = 'workflow_dispatch'): object {
  return {
    action,
    repository: { full_name: 'acme/engine' },
    workflow: { path: '.github/workflows/build.yml' },
    workflow_run: { id: 7, run_attempt: 1, display_title: title, event, status: 'completed', conclusion: 'success' },
  };
}

/** The payloads of `@octokit/webhooks-examples`, a JSON file that calls itself a module. */
export const EXAMPLES = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly {
  readonly name: string;
  readonly examples: readonly unknown[];
}[];
