import type { Finding } from '../problem.ts';
import { pushesIn } from './places.ts';
import type { Rule } from './rule.ts';

/** What is asked of actions runs is asked only where there are some. */
export const pushWorkflows: Rule = {
  name: 'push-workflows',
  check: (file) =>
    pushesIn(file).flatMap(
      ({ path, value: { workflows = [], jobs, builds_again: buildsAgain } }): readonly Finding[] => {
        if (workflows.length > 0) return [];
        const keys = [...(jobs === undefined ? [] : ['jobs']), ...(buildsAgain === undefined ? [] : ['builds_again'])];
        return keys.map((key) => ({
          path: [...path, key],
          message: `${key} is about the actions runs of a push, but none is waited for; add workflows`,
          key: true,
        }));
      },
    ),
};

/** GitHub tells of changed files from the top of the repository, with slashes. */
export const pushPaths: Rule = {
  name: 'push-paths',
  check: (file) =>
    pushesIn(file).flatMap(({ path, value }) =>
      (['paths', 'ignored_paths', 'content'] as const).flatMap((key) =>
        (value[key] ?? []).flatMap((pattern, index) =>
          /^(?!\.{0,2}\/)[^\\]*$/.test(pattern)
            ? []
            : [
                {
                  path: [...path, key, index],
                  message: `"${pattern}" fits no path: paths begin at the top of the repository without a slash, such as docs/**`,
                },
              ],
        ),
      ),
    ),
};
