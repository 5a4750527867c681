import { doubtful, fine, type Finding } from './finding.ts';

interface Runner {
  readonly name: string;
  readonly online: boolean;
  readonly labels: readonly string[];
}

/** Whether a runner that is online has all of these labels; `null` where the token may not see the runners. */
export function checkRunners(labels: readonly string[], runners: readonly Runner[] | null): Finding {
  const check = 'runner';
  const wanted = labels.join(', ');
  if (runners === null) {
    const advice =
      'The permission Administration: read, and for those of the organisation Self-hosted runners: read, would show it.';
    return doubtful(check, `the token may not see whether a runner takes ${wanted}`, advice);
  }
  const fitting = runners.filter((runner) => labels.every((label) => hasLabel(runner, label)));
  const online = fitting.filter((runner) => runner.online);
  if (online.length > 0) return fine(check, `${namesOf(online)} online for ${wanted}`);
  // Runners that scale with the queue come only when a job waits.
  const start =
    'Start one, unless runners come by themselves when a job waits; else builds end with their queue time-out.';
  return fitting.length > 0
    ? doubtful(check, `${namesOf(fitting)} offline, and no other takes ${wanted}`, start)
    : doubtful(check, `no runner has the labels ${wanted}`, start);
}

function hasLabel({ labels }: Runner, wanted: string): boolean {
  return labels.some((label) => label.toLowerCase() === wanted.toLowerCase());
}

function namesOf(runners: readonly Runner[]): string {
  const [first, ...others] = runners.map(({ name }) => name);
  if (others.length === 0) return `${first ?? ''} is`;
  return `${first ?? ''} and ${others.length} more are`;
}
