/** The search attributes that trains and builds carry, all of type Keyword. */
export const SEARCH_ATTRIBUTES = {
  chain: 'CascadeChain',
  kind: 'CascadeKind',
  state: 'CascadeState',
  repository: 'CascadeRepository',
  version: 'CascadeVersion',
  actionsRun: 'CascadeActionsRun',
} as const;
