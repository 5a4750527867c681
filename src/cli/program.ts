import { Command } from 'commander';
import { approveCommand } from './commands/approve.ts';
import { bumpCommand } from './commands/bump.ts';
import { cancelCommand } from './commands/cancel.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainEventCommand } from './commands/explain-event.ts';
import { fleetCommand } from './commands/fleet.ts';
import { lockCommand } from './commands/lock.ts';
import { nightlyCommand } from './commands/nightly.ts';
import { pauseCommand } from './commands/pause.ts';
import { planCommand } from './commands/plan.ts';
import { pruneCommand } from './commands/prune.ts';
import { pushCommand } from './commands/push.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { rejectCommand } from './commands/reject.ts';
import { releaseCommand } from './commands/release.ts';
import { resumeCommand } from './commands/resume.ts';
import { retryCommand } from './commands/retry.ts';
import { setLimitsCommand } from './commands/set-limits.ts';
import { scheduleCommand } from './commands/schedule.ts';
import { signCommand } from './commands/sign.ts';
import { skipCommand } from './commands/skip.ts';
import { statusCommand } from './commands/status.ts';
import { tokenCommand } from './commands/token.ts';
import { upCommand } from './commands/up.ts';
import { validateCommand } from './commands/validate.ts';
import { verifyCommand } from './commands/verify.ts';
import { demoCommand } from './demo/command.ts';
import { EXIT_STATUS_HELP } from './exit-status.ts';

const EXAMPLES = `
Examples:
  cascade demo                    watch a release being made on this machine, against a simulated GitHub
  cascade validate                is cascade.yml in order?
  cascade doctor                  is everything there that it needs?
  cascade up                      Temporal, worker and API in one process
  cascade release v1.4.0          start a release
  cascade status --watch          what is under way?`;

/** All that `cascade` understands. Errors of usage are thrown as CommanderError, after they were written out. */
export function makeProgram(): Command {
  const program = new Command('cascade')
    .description('Carries a change or a release through a chain of GitHub repositories, durably, on Temporal.')
    .addHelpText('after', EXAMPLES)
    .addHelpText('after', EXIT_STATUS_HELP)
    .addHelpText('after', '\nThe environment variables are listed by `cascade up --help`.')
    .helpCommand(true);
  const commands = [
    demoCommand(),
    upCommand(),
    validateCommand(),
    doctorCommand(),
    planCommand(),
    releaseCommand(),
    nightlyCommand(),
    pushCommand(),
    statusCommand(),
    pauseCommand(),
    resumeCommand(),
    cancelCommand(),
    retryCommand(),
    skipCommand(),
    setLimitsCommand(),
    approveCommand(),
    rejectCommand(),
    signCommand(),
    verifyCommand(),
    lockCommand(),
    bumpCommand(),
    pruneCommand(),
    scheduleCommand(),
    reconcileCommand(),
    explainEventCommand(),
    tokenCommand(),
    fleetCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  return throwing(program);
}

/** Commander ends the process by itself where it isn't told otherwise, command by command. */
function throwing(command: Command): Command {
  command.exitOverride().showHelpAfterError('(`--help` tells more)');
  for (const sub of command.commands) throwing(sub);
  return command;
}
