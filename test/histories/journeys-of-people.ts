import { approvalSeal } from '../../src/app/approval-seal.ts';
import { sealedText } from '../../src/domain/approvals/sealed-vote.ts';
import { buildId } from '../../src/domain/ids.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { APPROVAL_SECRET, type TestCascade } from '../support/assemble.ts';
import { recipe, withRepository } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';
import { DISPATCH, ended, FAILING, GATE, HELD, type JourneyPlan, PATIENT, RETRY, SMALL } from './journey-plan.ts';
import { PATIENCE_MS, untilRun, untilState } from './until.ts';

const AT_THE_DRAFT = { ...SMALL, gates: [{ ...GATE, before: 'publishing' as const }] };

/** What people say to releases, and do to them. */
export const JOURNEYS_OF_PEOPLE: Readonly<Record<string, JourneyPlan>> = {
  'release-approved': { chain: AT_THE_DRAFT, options: {}, travel: (cascade) => untilVoted(cascade, 'approve') },
  'release-rejected': { chain: AT_THE_DRAFT, options: {}, travel: (cascade) => untilVoted(cascade, 'reject') },
  'release-cancelled-with-its-draft': {
    chain: AT_THE_DRAFT,
    options: {},
    travel: async (cascade) => {
      const train = await startRelease(cascade);
      await untilState(train, 'needs-person');
      await train.executeUpdate('cancel', { args: [{ by: 'alice', draft: 'remove' }] });
      await ended(train.result());
    },
  },
  'release-cancelled-without-its-runs': {
    chain: SMALL,
    options: { scenario: { behaviours: HELD } },
    travel: async (cascade) => {
      const train = await startRelease(cascade);
      await untilRun(cascade, train);
      await train.executeUpdate('cancel', { args: [{ by: 'alice', runs: 'leave' }] });
      await ended(train.result());
    },
  },
  'release-with-an-earlier-build': {
    chain: {
      ...withRepository(SMALL, 'core', { build: recipe({ mode: 'verify', dispatch: DISPATCH, retry: RETRY }) }),
      ...PATIENT,
    },
    options: { seconds: 2 },
    travel: async (cascade) => {
      const { simulator } = cascade;
      const earlier = await startRelease(cascade, 'v1.0.0');
      await ended(earlier.result());
      const train = await startRelease(cascade, 'v1.1.0');
      await simulator.when(() => simulator.runs('acme/core')[1]?.status === 'in_progress', PATIENCE_MS);
      simulator.cancelRun(simulator.runs('acme/core')[1]?.id ?? 0);
      await untilState(train, 'needs-person');
      await train.executeUpdate('skip', { args: [{ build: 'core', from: earlier.workflowId, by: 'alice' }] });
      await ended(train.result());
    },
  },
  'release-whose-build-was-terminated': {
    chain: { ...SMALL, ...PATIENT },
    options: { scenario: { behaviours: HELD } },
    travel: async (cascade) => {
      const train = await startRelease(cascade);
      await untilRun(cascade, train);
      await cascade.client.workflow.getHandle(buildId(train.workflowId, 'app')).terminate();
      await untilState(train, 'needs-person');
      cascade.simulator.release('acme/app');
      await train.executeUpdate('retry', { args: [{ build: 'app', by: 'alice' }] });
      await ended(train.result());
    },
  },
  'release-whose-run-was-deleted': {
    chain: { ...SMALL, ...PATIENT },
    options: { scenario: { behaviours: FAILING } },
    travel: async (cascade) => {
      const { simulator } = cascade;
      const train = await startRelease(cascade);
      await untilState(train, 'needs-person');
      simulator.deleteRun(simulator.runs('acme/app').at(-1)?.id ?? 0);
      await train.executeUpdate('retry', { args: [{ build: 'app', how: 'rerun-failed-jobs', by: 'alice' }] });
      await ended(train.result());
    },
  },
};

/** Alice says so to a release whose draft is whole. */
async function untilVoted(cascade: TestCascade, verdict: 'approve' | 'reject'): Promise<void> {
  const train = await startRelease(cascade);
  await untilState(train, 'needs-person');
  const { plan } = await train.query<TrainView>('state');
  const vote = { gate: GATE.name, verdict, emergency: false, why: 'as agreed', plan: plan ?? '' };
  const said = { vote, name: 'alice', at: Date.now() };
  const mac = approvalSeal(APPROVAL_SECRET).of(sealedText(train.workflowId, said));
  await train.executeUpdate(verdict, { args: [{ type: 'api', ...said, mac }] });
  await ended(train.result());
}
