import type { MemberBuild } from '../../domain/fleet/fleet.ts';

/**
 * The expression for what the chain puts into one of its fields: an input of a workflow_dispatch, or a field of a
 * repository_dispatch; else one of what stands in for it.
 */
export function told({ fields }: MemberBuild, template: string, otherwise: readonly string[]): string {
  const names = Object.entries(fields).flatMap(([name, value]) => (value === template ? [name] : []));
  const places = names.flatMap((name) => [`inputs.${name}`, `github.event.client_payload.${name}`]);
  return [...places, ...otherwise].join(' || ');
}
