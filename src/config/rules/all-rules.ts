import { artifactCount, artifactNames, differentArtifacts, knownOnly } from './artifacts.ts';
import { dispatchFields, dispatchSize, ownField } from './dispatch.ts';
import { sensibleDurations, sensibleRetry } from './durations.ts';
import { chainSize, knownNeeds, noCycle } from './graph.ts';
import { aliasName, chainName, parameterNames, parameterValues } from './names.ts';
import { knownNotified, knownPublishPlace, knownTriggers } from './references.ts';
import type { Rule } from './rule.ts';
import { knownPlaceholders } from './templates.ts';
import { docsHaveNoBuild, onlyBuildsYield } from './yields.ts';

/** All that a chain must keep to beyond its shape; each rule stands for itself. */
export const ALL_RULES: readonly Rule[] = [
  chainName,
  aliasName,
  parameterNames,
  parameterValues,
  chainSize,
  knownNeeds,
  noCycle,
  knownNotified,
  knownTriggers,
  knownPublishPlace,
  knownPlaceholders,
  ownField,
  dispatchFields,
  dispatchSize,
  sensibleDurations,
  sensibleRetry,
  docsHaveNoBuild,
  onlyBuildsYield,
  artifactNames,
  artifactCount,
  differentArtifacts,
  knownOnly,
];
