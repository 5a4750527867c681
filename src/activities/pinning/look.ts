import { fullName } from '../../domain/chain.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';

/** What pinning asks of GitHub; each thing once, though two components may share a repository. */
export type Look = ReturnType<typeof rememberingLook>;

/** A look that remembers every answer. */
export function rememberingLook(github: GitHub) {
  const remember = <T>(ask: (repository: RepositoryName, ref: string) => Promise<T>) => {
    const answers = new Map<string, Promise<T>>();
    return (repository: RepositoryName, ref = ''): Promise<T> => {
      const key = `${fullName(repository)} ${ref}`;
      const answer = answers.get(key) ?? ask(repository, ref);
      answers.set(key, answer);
      return answer;
    };
  };
  return {
    repository: remember((repository) => github.repository(repository)),
    login: remember(({ owner }) => github.login(owner)),
    commit: remember((repository, ref) => github.commit(repository, ref)),
    workflows: remember((repository) => github.actionsWorkflows(repository)),
  };
}
