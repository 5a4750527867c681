import type { ActionsRunRef, ArtifactReport } from '../actions-run.ts';
import type { Polling } from '../chain.ts';
import type { DeploySignal } from '../telling.ts';
import type { Timings } from '../timings.ts';
import type { TrainKind } from '../trigger.ts';
import type { NoticeOrder } from './notice.ts';

/** All that comes after the success of a train: what is sent to whom, with every template filled in. */
export interface FollowUpOrder {
  readonly train: string;
  readonly chain: string;
  readonly kind: TrainKind;
  readonly version: string | null;
  /** When the train started: nothing that it sent is older. Milliseconds since the epoch. */
  readonly since: number;
  /** Whether some of it may have been sent before, because the train was reset after it had begun to. */
  readonly mayRepeat: boolean;
  /** These come first. */
  readonly deploys: readonly SignalOrder[];
  /** Those who are only told, once no required deploy failed. */
  readonly satellites: readonly SignalOrder[];
  /** Without these the train is no success. */
  readonly notices: readonly NoticeOrder[];
  readonly polling: Polling;
  readonly timings: Timings;
}

/** One `repository_dispatch` that tells somebody what became of a train. */
export interface SignalOrder {
  /** Stands in its marker, and in the id of the workflow that waits for its answer. */
  readonly alias: string;
  /** What is sent where, in words. */
  readonly what: string;
  readonly place: { readonly owner: string; readonly name: string };
  readonly eventType: string;
  /** Filled in but for `{image}`. */
  readonly payload: Readonly<Record<string, string>>;
  /** The commit that it is about. */
  readonly commit: string;
  /** 8 hexadecimal digits that go into its marker: they cover the train, the commit and the payload. */
  readonly digest: string;
  /** Whether it carries the marker; somebody who knows nothing of us may refuse a field of ours. */
  readonly isMarked: boolean;
  /** What `{image}` stands for; `null` where the payload doesn't name it. */
  readonly image: WantedImage | null;
  readonly answer: DeploySignal['answer'];
  readonly required: boolean;
}

/** An image whose digest is read before it can be told. */
export interface WantedImage {
  readonly alias: string;
  /** `name:tag`. */
  readonly reference: string;
  /** Name of the artifact that says the digest. */
  readonly artifact: string;
  /** The actions run that pushed it; `null` where none is known. */
  readonly run: ActionsRunRef | null;
  /** Of the artifacts that the run left, those which its build saw; one that a push started was not looked at. */
  readonly artifacts: readonly ArtifactReport[];
}
