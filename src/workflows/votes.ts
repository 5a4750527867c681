import { ApplicationFailure, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Gate, ProvedVote, Vote } from '../domain/approvals/gate.ts';
import { parseProvedVote } from '../domain/approvals/parse-vote.ts';
import { gateMeant } from '../domain/approvals/statement.ts';
import { votable, whyNotCounted } from '../domain/approvals/why-not-counted.ts';
import type { TrainEvent } from '../domain/train-events.ts';
import type { TrainState, UnderwayTrain } from '../domain/train-state.ts';
import { explainGate } from '../domain/view-gate.ts';
import { answeringActivities } from './activities.ts';
import { votes } from './messages.ts';

type Verdict = Vote['verdict'];

/** Takes what people say to the gates of a train: each vote is refused with the reason, or becomes an event. */
export class Votes {
  readonly #state: () => TrainState;
  readonly #tell: (event: TrainEvent) => void;
  #over = false;

  /**
   * @param state how the train is at the moment
   * @param tell takes what has happened by a vote
   */
  constructor(state: () => TrainState, tell: (event: TrainEvent) => void) {
    this.#state = state;
    this.#tell = tell;
    for (const verdict of ['approve', 'reject'] as const) {
      setHandler(votes[verdict], (proved) => this.#take(verdict, proved), {
        validator: (proved) => {
          this.#meant(proved);
        },
      });
    }
  }

  /** From now on votes are refused: the train has settled. */
  close(): void {
    this.#over = true;
  }

  async #take(verdict: Verdict, input: unknown): Promise<string> {
    const checked = await answeringActivities().checkVote({ train: workflowInfo().workflowId, ...this.#meant(input) });
    if (!checked.ok) throw refused(checked.why);
    const { vote } = checked;
    if (vote.verdict !== verdict) throw refused(`it says ${vote.verdict}; hand it in as that`);
    const at = Date.now();
    // Meanwhile others had their say.
    const why = whyNotCounted(this.#underway(), vote, at);
    if (why !== null) throw refused(why);
    this.#tell({ type: 'voted', at, vote });
    return `${vote.by} ${verdict === 'approve' ? 'approved' : 'rejected'}: ${explainGate(this.#underway(), vote.gate)}`;
  }

  /** The vote, and the gate that it is for; both unproved. */
  #meant(input: unknown): { readonly proved: ProvedVote; readonly gate: Gate } {
    const parsed = parseProvedVote(input);
    if (!parsed.ok) throw refused(parsed.problem);
    const { proved } = parsed;
    const name = proved.type === 'api' ? proved.vote.gate : gateMeant(proved.statement);
    if (name === null) throw refused('it names no gate; sign what --statement writes, in clear and as it is');
    const found = votable(this.#underway(), name, Date.now());
    if (!found.ok) throw refused(found.why);
    return { proved, gate: found.one.gate };
  }

  #underway(): UnderwayTrain {
    const state = this.#state();
    if (this.#over) throw refused('the train has ended');
    if (state.stage === 'underway') return state;
    throw refused('the train is not under way yet; say it once something waits at the gate');
  }
}

function refused(why: string): ApplicationFailure {
  return ApplicationFailure.create({
    message: `The vote counts for nothing: ${why}`,
    type: 'VoteRefused',
    nonRetryable: true,
  });
}
