/** What a caller of the API may do. */
export const SCOPES = ['read', 'operate', 'approve'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * Whether what somebody was given lets them do what is needed. Who may operate or approve may read what that is about;
 * nobody who operates may approve by that alone, so that two people can be asked for.
 */
export function permits(given: readonly Scope[], needed: Scope): boolean {
  return needed === 'read' ? given.length > 0 : given.includes(needed);
}
