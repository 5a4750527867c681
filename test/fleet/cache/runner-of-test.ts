import { afterEach, beforeEach } from 'vitest';
import { makeRunner, type Runner } from './job.ts';

/** A machine of its own for each test of the file or the group that asks for it, as that user where it isn't our own; removed after the test. */
export function runnerOfTest(user: number | null = null): Omit<Runner, 'remove'> {
  let made: Runner | undefined;
  beforeEach(async () => {
    made = await makeRunner(user);
  });
  afterEach(() => made?.remove());

  const runner = () => {
    if (made === undefined) throw new Error('There is a runner once a test has begun');
    return made;
  };
  return {
    get root() {
      return runner().root;
    },
    get workspace() {
      return runner().workspace;
    },
    get target() {
      return runner().target;
    },
    start: (...how) => runner().start(...how),
    run: (...how) => runner().run(...how),
  };
}
