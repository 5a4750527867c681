import type { Finding } from '../problem.ts';
import { wrongReference } from './aliases.ts';
import type { Rule } from './rule.ts';

/** The issue of a broken chain has a place. */
export const knownIssuePlace: Rule = {
  name: 'known-issue-place',
  check: (file) => {
    const issue = file.tells?.issue;
    const wrong = issue === undefined ? null : wrongReference(file, issue);
    return wrong === null ? [] : [{ path: ['tells', 'issue'], message: `issue is "${issue ?? ''}", ${wrong}` }];
  },
};

/** Cascade refuses variables of its own prefix that it doesn't know. */
export const tellVariables: Rule = {
  name: 'tell-variables',
  check: ({ tells }) =>
    (tells?.webhooks ?? []).flatMap((webhook, index) =>
      (['url_from', 'secret_from'] as const).flatMap((key): readonly Finding[] => {
        const variable = webhook[key];
        if (variable?.startsWith('CASCADE_') !== true) return [];
        const message = `variables that begin with CASCADE_ are settings of Cascade, and ${variable} is none; name it otherwise`;
        return [{ path: ['tells', 'webhooks', index, key], message }];
      }),
    ),
};
