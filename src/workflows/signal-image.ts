import { ApplicationFailure } from '@temporalio/workflow';
import type { ArtifactReport } from '../domain/actions-run.ts';
import { fillInputs } from '../domain/build-inputs.ts';
import { type ImageSource, pullReference } from '../domain/release/images.ts';
import type { FollowUpOrder, SignalOrder, WantedImage } from '../domain/telling/follow-up-order.ts';
import { githubActivities, transferActivities } from './activities.ts';

/** The signal with `name@sha256:...` for its image, as everybody can pull it. Fails where nothing says which image it is. */
export async function withImage(order: FollowUpOrder, signal: SignalOrder): Promise<SignalOrder> {
  if (signal.image === null) return signal;
  const image = await pulledBy(order, signal.image);
  return { ...signal, payload: fillInputs(signal.payload, { image }, {}) };
}

async function pulledBy({ train, timings }: FollowUpOrder, wanted: WantedImage): Promise<string> {
  const { readImageDigests } = transferActivities(timings);
  const source = await sourceOf(wanted, timings);
  const { images, problems } = await readImageDigests({ train, images: [source], digests: 'fail' });
  const [image] = images;
  if (image === undefined) throw unknownImage(wanted, problems.join('; '));
  return pullReference(image);
}

async function sourceOf(wanted: WantedImage, timings: FollowUpOrder['timings']): Promise<ImageSource> {
  const { alias, reference, run } = wanted;
  if (run === null) throw unknownImage(wanted, 'no actions run of this train built it');
  const { owner, name } = run;
  const artifacts = wanted.artifacts.length > 0 ? wanted.artifacts : await artifactsOf(run, timings);
  const artifact = artifacts.find((candidate) => candidate.name === wanted.artifact);
  if (artifact === undefined) throw unknownImage(wanted, `actions run ${run.id} left no ${wanted.artifact}`);
  return { reference, from: { type: 'artifact', alias, owner, name, artifact, asIs: false, parameters: {} } };
}

/** Of a run that a push started only that it is green was looked at. */
async function artifactsOf(
  ref: NonNullable<WantedImage['run']>,
  timings: FollowUpOrder['timings'],
): Promise<readonly ArtifactReport[]> {
  const { readActionsRun } = githubActivities(timings, ref.owner);
  const evidence = { jobs: false, artifacts: true };
  const look = await readActionsRun({ ref, evidence, identity: null, shownBy: 0 });
  return look.type === 'report' ? look.report.artifacts : [];
}

function unknownImage({ reference }: WantedImage, why: string): ApplicationFailure {
  return ApplicationFailure.create({
    message: `which image ${reference} is, is not known: ${why}`,
    type: 'ImageUnknown',
    nonRetryable: true,
  });
}
