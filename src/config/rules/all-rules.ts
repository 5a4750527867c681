import { enoughApprovers } from './approvers.ts';
import { fieldsOfSource } from './artifact-sources.ts';
import { artifactCount, artifactNames, differentArtifacts, knownOnly } from './artifacts.ts';
import { deployHasTrain, deployPayload, knownDeployPlace } from './deploys.ts';
import { differentDispatches, dispatchesName, dispatchNames } from './dispatch-rules.ts';
import { dispatchFields, dispatchSize, ownField } from './dispatch.ts';
import { pollOrder, sensibleDurations, sensibleWaits } from './durations.ts';
import { fleetArtifacts } from './fleet-artifacts.ts';
import { fleetBeside } from './fleet-beside.ts';
import { fleetBuilds } from './fleet-builds.ts';
import { fleetDescribed, fleetLanguage, fleetOnce, fleetOwned } from './fleet-members.ts';
import { fleetParameters } from './fleet-parameters.ts';
import { fleetCacheRoot, fleetOverrides, fleetPins } from './fleet-shared.ts';
import { fleetChecks, fleetEvents, fleetTold } from './fleet-tasks.ts';
import { gateHasWork, gateNames, gateRepositories, gateTimes } from './gates.ts';
import { chainSize, knownNeeds, noCycle } from './graph.ts';
import { differentImages, digestsApart, imageNames } from './images.ts';
import { aliasName, chainName, parameterNames, parameterValues } from './names.ts';
import { differentPackages, packageNames, packagePlatforms, somethingPublished } from './packages.ts';
import { patternsApart } from './patterns.ts';
import { proofNamesCommit } from './proof.ts';
import { knownSteps, stepAddress, stepInputs } from './publish-steps.ts';
import { pushPaths, pushWorkflows } from './push.ts';
import { knownRunners, queuePolicy } from './queue.ts';
import { rebuiltApart, rebuiltOfRuns } from './rebuilt.ts';
import { knownNotified, knownPublishPlace } from './references.ts';
import { sensibleRetry } from './retry.ts';
import { rollingName } from './rolling.ts';
import type { Rule } from './rule.ts';
import { scheduledTrain, scheduleNames, scheduleTimes } from './schedules.ts';
import { enoughKeys } from './signatures.ts';
import { knownIssuePlace, tellVariables } from './telling.ts';
import { knownPlaceholders } from './templates.ts';
import { knownTriggers } from './triggers.ts';
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
  dispatchNames,
  differentDispatches,
  dispatchesName,
  queuePolicy,
  knownRunners,
  pushWorkflows,
  pushPaths,
  knownPublishPlace,
  knownPlaceholders,
  ownField,
  dispatchFields,
  dispatchSize,
  proofNamesCommit,
  sensibleDurations,
  sensibleWaits,
  pollOrder,
  sensibleRetry,
  docsHaveNoBuild,
  onlyBuildsYield,
  onlyBuildsYieldImages,
  artifactNames,
  artifactCount,
  differentArtifacts,
  knownOnly,
  fieldsOfSource,
  patternsApart,
  rebuiltOfRuns,
  rebuiltApart,
  somethingPublished,
  packagePlatforms,
  packageNames,
  differentPackages,
  enoughKeys,
  rollingName,
  knownSteps,
  stepInputs,
  stepAddress,
  imageNames,
  digestsApart,
  differentImages,
  gateNames,
  gateRepositories,
  gateHasWork,
  gateTimes,
  enoughApprovers,
  knownDeployPlace,
  deployHasTrain,
  deployPayload,
  knownIssuePlace,
  tellVariables,
  scheduleNames,
  scheduleTimes,
  scheduledTrain,
  fleetDescribed,
  fleetLanguage,
  fleetOnce,
  fleetOwned,
  fleetChecks,
  fleetEvents,
  fleetTold,
  fleetBuilds,
  fleetArtifacts,
  fleetBeside,
  fleetParameters,
  fleetCacheRoot,
  fleetPins,
  fleetOverrides,
];
