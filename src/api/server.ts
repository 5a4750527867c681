import { describeError } from '../app/process-ends.ts';
import { runApi } from '../app/run-api.ts';

try {
  await runApi(process.env);
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
