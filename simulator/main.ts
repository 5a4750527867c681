import { readScenario } from './scenario-file.ts';
import { startSimulator } from './simulator.ts';

const [file, port] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write(
    'Say which scenario: node simulator/main.ts FILE [PORT], where FILE is JSON as simulator/scenario.ts describes it.\n',
  );
  process.exit(2);
}

try {
  const simulator = await startSimulator(await readScenario(file), port === undefined ? {} : { port: Number(port) });
  const stop = () => {
    simulator.close().catch(() => undefined);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  process.stdout.write(`${simulator.url}\n`);
} catch (error) {
  process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
