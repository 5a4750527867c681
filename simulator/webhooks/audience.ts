import type { App } from '../state/app.ts';
import { installationFor } from '../state/app.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import type { Letter, WebhookEvent } from './letter.ts';

type Audience = Pick<Letter, 'repositoryId' | 'installationId'>;

/** In whose name an event is told; undefined where nobody may hear of it: an App is told of the repositories where it is installed. */
export function audienceOf(
  { app, repositories }: { readonly app: App | undefined; readonly repositories: ReadonlyMap<string, Repository> },
  event: WebhookEvent,
): Audience | undefined {
  const repository = repositories.get(event.repository.toLowerCase());
  if (repository === undefined) return undefined;
  if (app === undefined) return event.onlyForApps === true ? undefined : { repositoryId: repository.id };
  const installation = installationFor(app, repository);
  return installation && { repositoryId: repository.id, installationId: installation.id };
}

/** A payload that says for which installation it is, if it is for one. */
export function withInstallation(payload: object, { installationId: id }: Audience): object {
  return id === undefined
    ? payload
    : { ...payload, installation: { id, node_id: nodeId('IntegrationInstallation', id) } };
}
