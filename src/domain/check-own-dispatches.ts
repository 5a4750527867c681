import type { Chain } from './chain.ts';
import { ruleFor } from './dispatch-rule.ts';
import { doubtful, type Finding } from './finding.ts';

/** Whether a dispatch that asks for a build, of which GitHub tells as of any other, could start the next cascade. */
export function checkOwnDispatches(chain: Chain): readonly Finding[] {
  return chain.repositories.flatMap(({ alias, build }) => {
    if (build?.dispatch.type !== 'repository_dispatch' || build.marker !== 'none') return [];
    const { eventType } = build.dispatch;
    if (ruleFor(chain, eventType) === null) return [];
    return [
      doubtful(
        'dispatches',
        `builds of ${alias} are dispatched by "${eventType}" without a marker, and such an event starts a cascade of chain ${chain.name}: ` +
          'where GitHub names another sender than the account by which the API knows itself, one cascade follows another without end',
        `Give ${alias} a marker or another event_type in cascade.yml, or let one GitHub App both do the work and bring the webhooks.`,
      ),
    ];
  });
}
