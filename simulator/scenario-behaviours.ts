/** What goes otherwise in a repository: in all of its actions workflows and jobs, or the ones named; for ever, or so many times. */
export type Behaviour =
  ConcludeBehaviour | HoldBehaviour | EndBehaviour | ApprovalBehaviour | DuplicateBehaviour | SwallowBehaviour;

interface WorkflowChoice {
  /** `owner/name` */
  readonly repository: string;
  /** Path of the actions workflow. */
  readonly workflow?: string;
  /** How many attempts, or dispatches, it applies to. */
  readonly times?: number;
}

interface JobChoice extends WorkflowChoice {
  readonly job?: string;
}

/** The chosen jobs end with this conclusion. */
interface ConcludeBehaviour extends JobChoice {
  readonly kind: 'conclude';
  readonly conclusion: string;
}

/** The chosen jobs stay in progress until the repository is released. */
interface HoldBehaviour extends JobChoice {
  readonly kind: 'hold';
}

/** The attempt ends at once with this conclusion and no job: `startup_failure` (of which no webhook tells), `stale`, `action_required`, or a word that nobody knows. */
interface EndBehaviour extends WorkflowChoice {
  readonly kind: 'end';
  readonly conclusion: string;
}

/** The chosen jobs wait, as the run does, until a person approves the deployment to this environment. */
interface ApprovalBehaviour extends JobChoice {
  readonly kind: 'approval';
  readonly environment: string;
}

/** A dispatch starts this many runs more than it should. */
interface DuplicateBehaviour extends WorkflowChoice {
  readonly kind: 'duplicate';
  readonly copies: number;
}

/** A dispatch is accepted and starts nothing. */
interface SwallowBehaviour extends WorkflowChoice {
  readonly kind: 'swallow';
}
