import { DEFAULT_POLL } from '../defaults.ts';
import { milliseconds } from '../duration.ts';
import type { Path } from '../problem.ts';
import type { Build, ChainFile } from '../schema.ts';
import { type At, buildsIn, deploysIn, gatesIn, stepsIn } from './places.ts';
import type { Rule } from './rule.ts';

const LONGEST = '365d';

/** A time-out of nothing fails every build, and one without end is none. */
export const sensibleDurations: Rule = {
  name: 'sensible-durations',
  check: (file) =>
    [
      ...buildsIn(file).flatMap(durationsIn),
      ...pollsIn(file),
      ...signaturesIn(file),
      ...stepTimesIn(file),
      ...endsIn(file),
    ]
      .filter(({ value }) => milliseconds(value) < 1 || isTooLong(value))
      .map(({ path, value }) => ({
        path,
        message: `${value} is too ${isTooLong(value) ? 'long' : 'short'}: more than nothing, at most ${LONGEST}`,
      })),
};

/** What may be nothing has an end, too. */
export const sensibleWaits: Rule = {
  name: 'sensible-waits',
  check: (file) =>
    waitsIn(file)
      .filter(({ value }) => isTooLong(value))
      .map(({ path, value }) => ({ path, message: `${value} is too long: at most ${LONGEST}` })),
};

function isTooLong(duration: string): boolean {
  return milliseconds(duration) > milliseconds(LONGEST);
}

/** Without webhooks there is more to look for, so it is looked for more often. */
export const pollOrder: Rule = {
  name: 'poll-order',
  check: ({ poll = DEFAULT_POLL.withoutWebhooks, poll_with_webhooks: withWebhooks }) => {
    if (withWebhooks === undefined || milliseconds(withWebhooks) >= milliseconds(poll)) return [];
    const message = `with webhooks Cascade would look more often (${withWebhooks}) than without (poll: ${poll}); make it at least as long`;
    return [{ path: ['poll_with_webhooks'], message }];
  },
};

function pollsIn({ poll, poll_with_webhooks: withWebhooks }: ChainFile): readonly At<string>[] {
  return [...durationAt(['poll'], poll), ...durationAt(['poll_with_webhooks'], withWebhooks)];
}

function signaturesIn({ release }: ChainFile): readonly At<string>[] {
  return durationAt(['release', 'signing', 'people', 'within'], release?.signing?.people?.within);
}

function stepTimesIn(file: ChainFile): readonly At<string>[] {
  return stepsIn(file).flatMap(({ path, value: { lag, timeout } }) => [
    ...durationAt([...path, 'lag'], lag),
    ...durationAt([...path, 'timeout'], timeout),
  ]);
}

/** When a gate, or the wait for a deployment, is over. */
function endsIn(file: ChainFile): readonly At<string>[] {
  return [
    ...gatesIn(file).flatMap(({ path, value: { expires } }) => durationAt([...path, 'expires'], expires)),
    ...deploysIn(file).flatMap(({ path, value: { answer } }) =>
      durationAt([...path, 'answer', 'timeout'], answer?.timeout),
    ),
  ];
}

function waitsIn(file: ChainFile): readonly At<string>[] {
  return [
    ...durationAt(['limits', 'wait_for_person'], file.limits?.wait_for_person),
    ...gatesIn(file).flatMap(({ path, value: { wait } }) => durationAt([...path, 'wait'], wait)),
  ];
}

function durationsIn({
  path,
  value: { expected_duration: expected, timeouts, retry },
}: At<Build>): readonly At<string>[] {
  return [
    ...durationAt([...path, 'expected_duration'], expected),
    ...durationAt([...path, 'timeouts', 'queue'], timeouts?.queue),
    ...durationAt([...path, 'timeouts', 'build'], timeouts?.build),
    ...durationAt([...path, 'timeouts', 'approval'], timeouts?.approval),
    ...durationAt([...path, 'retry', 'backoff'], retry?.backoff),
    ...durationAt([...path, 'retry', 'maximum_backoff'], retry?.maximum_backoff),
    ...durationAt([...path, 'retry', 'budget'], retry?.budget),
  ];
}

function durationAt(path: Path, value: string | undefined): readonly At<string>[] {
  return value === undefined ? [] : [{ path, value }];
}
