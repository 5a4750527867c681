import type { ActionsWorkflowScenario } from '../../../simulator/scenario.ts';
import { type Chain, repositoryOf } from '../../domain/chain.ts';
import { UPSTREAM_CHANGED } from '../../domain/telling/satellites.ts';

interface Receiver {
  readonly place: { readonly owner: string; readonly name: string };
  readonly workflow: ActionsWorkflowScenario;
}

/** Who is sent something by the trains of a chain, each with the actions workflow that listens to it. */
export function receivers(chain: Chain): readonly Receiver[] {
  return chain.repositories.flatMap((repository) => [
    ...repository.notifies.map((reference) => {
      const [owner = '', name = ''] = reference.split('/');
      const place = repositoryOf(chain, reference) ?? { owner, name };
      return { place, workflow: listener('upstream.yml', 'Upstream', UPSTREAM_CHANGED) };
    }),
    ...(repository.deploy === null
      ? []
      : [
          {
            place: repository.deploy.to ?? repository,
            workflow: listener(
              repository.deploy.answer?.workflow ?? 'deploy.yml',
              'Deploy',
              repository.deploy.eventType,
            ),
          },
        ]),
  ]);
}

function listener(file: string, name: string, eventType: string): ActionsWorkflowScenario {
  return {
    path: `.github/workflows/${file}`,
    name,
    jobs: [{ name: name.toLowerCase(), seconds: 0.05 }],
    on: { repository_dispatch: { types: [eventType] } },
    runName: `${name} \${{ github.event.client_payload.cascade.marker }}`,
    artifacts: [],
  };
}
