import { BUILD_PLACEHOLDERS } from '../../domain/template.ts';
import { isAlias, isChainName, isReservedAlias, MAXIMUM_LENGTH, RESERVED_ALIASES } from '../../domain/ids.ts';
import type { Rule } from './rule.ts';

const SHAPE = 'letters, digits, dots, hyphens and underscores, beginning with a letter or digit';

/** A value goes into the names of files and, between commas, into inputs. */
const PARAMETER_VALUE = /^[A-Za-z0-9._-]+$/;
const PARAMETER_NAME = /^[a-z][a-z0-9_]*$/;

/** Train ids begin with the chain's name, and GitHub and Temporal must both take them. */
export const chainName: Rule = {
  name: 'chain-name',
  check: ({ chain }) =>
    isChainName(chain)
      ? []
      : [{ path: ['chain'], message: `the chain's name must be at most ${MAXIMUM_LENGTH.chain} ${SHAPE}` }],
};

/** Build ids end in the alias. */
export const aliasName: Rule = {
  name: 'alias-name',
  check: ({ repositories }) =>
    Object.keys(repositories)
      .filter((alias) => !isAlias(alias))
      .map((alias) => ({
        path: ['repositories', alias],
        message: isReservedAlias(alias)
          ? `no repository can have the alias "${alias}": ${RESERVED_ALIASES} are workflows of the train itself`
          : `an alias must be at most ${MAXIMUM_LENGTH.alias} ${SHAPE}`,
        key: true,
      })),
};

/** A parameter's name is a placeholder, so it must look like one and mean one thing. */
export const parameterNames: Rule = {
  name: 'parameter-names',
  check: ({ parameters = {} }) =>
    Object.keys(parameters).flatMap((name) => {
      const finding = (message: string) => [{ path: ['parameters', name], message, key: true as const }];
      if (!PARAMETER_NAME.test(name)) {
        return finding('a parameter is named by lower-case letters, digits and underscores, beginning with a letter');
      }
      const taken = BUILD_PLACEHOLDERS.some((placeholder) => placeholder === name);
      return taken ? finding(`every build has a placeholder {${name}} already; name the parameter otherwise`) : [];
    }),
};

/** The values of a parameter differ, and can stand in a file's name. */
export const parameterValues: Rule = {
  name: 'parameter-values',
  check: ({ parameters = {} }) =>
    Object.entries(parameters).flatMap(([name, values]) =>
      values.flatMap((value, index) => {
        const path = ['parameters', name, index];
        if (!PARAMETER_VALUE.test(value)) {
          return [{ path, message: `"${value}" must be letters, digits, dots, hyphens and underscores` }];
        }
        return values.indexOf(value) < index ? [{ path, message: `"${value}" is there twice` }] : [];
      }),
    ),
};
