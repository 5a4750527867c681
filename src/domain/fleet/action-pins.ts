import type { ActionPin } from './fleet.ts';

/** Others' actions that ours build on: the newest versions whose commits were checked, by `owner/name`. */
export const ACTION_PINS: Readonly<Record<string, ActionPin>> = {
  'actions/cache': { commit: '0057852bfaa89a56745cba8c7296529d2fc39830', version: 'v4.3.0' },
  'actions/checkout': { commit: '08c6903cd8c0fde910a37f88322edcfb5dd907a8', version: 'v5.0.0' },
  'actions/setup-go': { commit: 'd35c59abb061a4a6fb18e82ac0862c26744d6ab5', version: 'v5.5.0' },
  'actions/setup-node': { commit: '49933ea5288caeca8642d1e84afbd3f7d6820020', version: 'v4.4.0' },
  'actions/upload-artifact': { commit: 'ea165f8d65b6e75b540449e92b4886f43607fa02', version: 'v4.6.2' },
};
