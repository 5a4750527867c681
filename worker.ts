import { parseArgs } from 'node:util';
import { QUEUES } from './src/app/make-worker.ts';
import { describeError } from './src/app/process-ends.ts';
import { runWorker } from './src/app/run-worker.ts';
import { keepHeapsSmall } from './src/app/small-heaps.ts';

// One worker process serves all task queues; `--queues github,transfer` splits them over several.
try {
  keepHeapsSmall();
  const { values } = parseArgs({ options: { queues: { type: 'string', default: QUEUES.join(',') } } });
  await runWorker(process.env, values.queues.split(','));
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
