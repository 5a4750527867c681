import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  setCurrentDetails,
} from '@temporalio/workflow';
import { explain } from '../domain/reason.ts';
import type { PublishOrder } from '../domain/release/publish-order.ts';
import { explainFailedStep, type StepOrder } from '../domain/release/publish-steps.ts';
import type { BuildOutcome } from '../domain/train-state.ts';
import { askingRegistry } from './activities.ts';
import { executeBuild, messageOf, outcomeOf } from './child-build.ts';

/**
 * Lets the repositories' own actions workflows publish packages, one after the other in the order of the chain. What its
 * registry shows already is done. The first that fails ends it, and may be cancelled as a build may.
 */
export async function carryOutSteps(order: PublishOrder, draft: string): Promise<void> {
  const { steps } = order;
  for (const [index, step] of steps.entries()) {
    setCurrentDetails(`publish step ${index + 1} of ${steps.length}: ${step.alias}`);
    const why = await failureOf(order, step);
    if (why === null) continue;
    const message = explainFailedStep(steps, step, why, draft);
    throw ApplicationFailure.create({ message, type: 'PublishFailed', nonRetryable: true });
  }
}

/** Carries out one step; `null` once it is done, else why it is not. */
async function failureOf(order: PublishOrder, step: StepOrder): Promise<string | null> {
  const { published } = step;
  try {
    if (published !== null && (await isPublished(step, published))) return null;
    const outcome = await runOf(order, step);
    if (outcome.status !== 'succeeded') return explain(outcome.reason);
    if (published !== null) await showing(step, published);
    return null;
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return messageOf(error);
  }
}

function isPublished({ build: { timings, polling } }: StepOrder, address: string): Promise<boolean> {
  const { checkPublished } = askingRegistry(timings, polling.withoutWebhooks, timings.patience);
  return checkPublished.executeWithOptions({ summary: address }, [address]);
}

async function showing({ lag, build: { timings, polling } }: StepOrder, address: string): Promise<void> {
  const interval = polling.withoutWebhooks;
  // Later than its last look, so that it is the activity that says what the registry answers.
  const { watchPublished } = askingRegistry(timings, interval, lag + interval + timings.patience);
  await watchPublished.executeWithOptions({ summary: address }, [{ address, until: Date.now() + lag }]);
}

async function runOf({ chain, kind, version }: PublishOrder, { alias, build }: StepOrder): Promise<BuildOutcome> {
  const attributes = { chain, kind, version, repository: alias };
  try {
    return await executeBuild(build, { summary: `publish the packages of ${alias}`, attributes });
  } catch (error) {
    if (CancellationScope.current().consideredCancelled) throw error;
    return outcomeOf(error);
  }
}
