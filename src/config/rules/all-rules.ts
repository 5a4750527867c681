import { artifactCount, artifactNames, differentArtifacts, knownOnly } from './artifacts.ts';
import { dispatchFields, dispatchSize, ownField } from './dispatch.ts';
import { pollOrder, sensibleDurations } from './durations.ts';
import { chainSize, knownNeeds, noCycle } from './graph.ts';
import { differentImages, digestsApart, imageNames } from './images.ts';
import { aliasName, chainName, parameterNames, parameterValues } from './names.ts';
import { differentPackages, packageNames, packagePlatforms, somethingPublished } from './packages.ts';
import { patternsApart } from './patterns.ts';
import { proofNamesCommit } from './proof.ts';
import { knownSteps, stepAddress, stepInputs } from './publish-steps.ts';
import { rebuiltApart, rebuiltOfRuns } from './rebuilt.ts';
import { knownNotified, knownPublishPlace, knownTriggers } from './references.ts';
import { sensibleRetry } from './retry.ts';
import type { Rule } from './rule.ts';
import { enoughKeys } from './signatures.ts';
import { knownPlaceholders } from './templates.ts';
import { docsHaveNoBuild, onlyBuildsYield, onlyBuildsYieldImages } from './yields.ts';

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
  proofNamesCommit,
  sensibleDurations,
  pollOrder,
  sensibleRetry,
  docsHaveNoBuild,
  onlyBuildsYield,
  onlyBuildsYieldImages,
  artifactNames,
  artifactCount,
  differentArtifacts,
  knownOnly,
  patternsApart,
  rebuiltOfRuns,
  rebuiltApart,
  somethingPublished,
  packagePlatforms,
  packageNames,
  differentPackages,
  enoughKeys,
  knownSteps,
  stepInputs,
  stepAddress,
  imageNames,
  digestsApart,
  differentImages,
];
