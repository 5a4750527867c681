import { examine } from '../app/doctor.ts';
import { replayOpen } from '../app/replay-open.ts';
import { requireChains, requireEnvironment } from '../app/settings.ts';
import { anythingWrong, type FindingGroup } from '../domain/finding.ts';
import { chooseChain } from './choose-chain.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { printJson, printLines } from './output.ts';
import { renderFindings } from './render/finding-lines.ts';
import { paintFor } from './render/paint.ts';

/** What `cascade doctor` is asked for. */
export interface DoctorOptions {
  readonly chain?: string;
  readonly replay?: boolean;
  readonly json?: boolean;
}

/** Looks, tells, and sets the exit status. */
export async function runDoctor({ chain, replay = false, json = false }: DoctorOptions): Promise<void> {
  const groups = replay ? await replayed() : await examined(chain);
  const ok = !anythingWrong(groups);
  if (json) printJson({ ok, groups });
  else printLines(renderFindings(groups, paintFor(process.stdout)));
  if (!ok) process.exitCode = EXIT_STATUS.no;
}

async function examined(chainName: string | undefined): Promise<readonly FindingGroup[]> {
  const environment = requireEnvironment(process.env);
  const chains = await requireChains(environment.chains);
  return examine(environment, chainName === undefined ? chains : [chooseChain(chains, chainName)], process.env);
}

async function replayed(): Promise<readonly FindingGroup[]> {
  return [await replayOpen(requireEnvironment(process.env), process.env)];
}
