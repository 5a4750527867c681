import type { Access } from './access.ts';
import { describeApp } from './app-description.ts';
import { ask } from './errors.ts';
import { makeMemo } from './memo.ts';
import type { GitHub } from './port.ts';

/** The part of the port about who we are on GitHub. */
export function makeLogin(access: Access): Pick<GitHub, 'login'> {
  const { app } = access;
  const logins = makeMemo<string>(Infinity);
  if (app !== null) return { login: () => logins.get('', async () => `${(await describeApp(app)).slug}[bot]`) };
  return {
    login(owner) {
      return logins.get('', () =>
        ask({ what: 'ask whose token it is', repository: null, permission: 'Metadata: read' }, async () => {
          const { data } = await access.account(owner).octokit.rest.users.getAuthenticated();
          return data.login;
        }),
      );
    },
  };
}
