import { maskSecrets } from '../../../telemetry/mask.ts';
import { EXIT_STATUS } from '../../exit-status.ts';
import { explainError } from '../../explain-error.ts';
import { playReal } from './play-real.ts';

try {
  process.exitCode = (await playReal(process.stdout)) ? EXIT_STATUS.done : EXIT_STATUS.no;
} catch (error) {
  const { text, status } = explainError(error);
  // What failed can have left a retry of Temporal's client behind, which would hold the process.
  process.stderr.write(text === null ? '' : `${maskSecrets(text)}\n`, () => process.exit(status));
}
