import { now } from '../clock.ts';
import type { Answer } from '../server/answer.ts';
import { Refusal, validationFailed } from '../server/answer.ts';
import { commitStatusShape } from '../shapes/commit-status.ts';
import type { Repository } from '../state/repository.ts';
import { textField } from './fields.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

const longestDescription = 140;

/** Commit statuses: they are taken and answered; what was said of which commit, the transcript tells. */
export const commitStatusRoutes: readonly Route[] = [
  {
    operation: 'repos/create-commit-status',
    method: 'POST',
    path: '/repos/{owner}/{repo}/statuses/{sha}',
    handle: inRepository(create),
  },
];

function create({ world, parameters, body, login }: Asked, repository: Repository): Answer {
  const { sha = '' } = parameters;
  if (!repository.commits.has(sha)) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const description = textField(body, 'description') ?? null;
  if (description !== null && description.length > longestDescription) {
    throw refused('description', `description is too long (maximum is ${longestDescription} characters)`);
  }
  const targetUrl = textField(body, 'target_url') ?? null;
  if (targetUrl !== null && !/^https?:\/\//.test(targetUrl)) {
    throw refused('target_url', 'target_url must use http(s) scheme');
  }
  const [state = '', context = 'default'] = [textField(body, 'state'), textField(body, 'context')];
  const status = { sha, state, context, description, targetUrl, creator: login, at: now() };
  return { status: 201, body: commitStatusShape(world, repository, status) };
}

function refused(field: string, message: string): Refusal {
  return validationFailed({ resource: 'Status', code: 'custom', field, message });
}
