import { spanOf } from '../../src/cli/demo/figures.ts';
import { openSearch } from '../graph/opensearch.ts';
import { timed, type TimedNode } from '../graph/timed-node.ts';
import { logNormal, seededRandom } from '../numbers/random.ts';
import type { BenchChain } from '../stage/bench-chain.ts';
import { setStage, type Stage } from '../stage/stage.ts';
import { type Cost, costOf } from '../trains/cost.ts';
import { type Journey, runTrain } from '../trains/run-train.ts';
import { longestPathFirst } from './list-schedule.ts';
import { lowerBound, totalSeconds } from './lower-bound.ts';
import { tierByTier } from './tier-by-tier.ts';

export const RUNNERS = 4;
export const MEDIAN_SECONDS = 5;

const SIGMA = 0.5;
const SEEDS = [1, 2, 3];

/** One draw of build times; all in seconds from the first build's start to the last one's end. */
export interface Draw {
  readonly seed: number;
  readonly lowerBound: number;
  /** Measured, the build times being written in `cascade.yml`. */
  readonly known: number;
  /** Measured, all builds being taken for equally long. */
  readonly unknown: number;
  /** What other ways of building would take on the same times if nothing were lost in between. */
  readonly computed: {
    readonly longestPathFirst: number;
    readonly tierByTier: number;
    readonly oneAfterAnother: number;
  };
}

/** All draws, and what their trains cost. */
export interface MakespanFigures {
  readonly draws: readonly Draw[];
  readonly cost: Cost;
}

/** Builds the graph with every draw of times, each twice: with the times known, and without. */
export async function measureMakespan(tell: (progress: string) => void): Promise<MakespanFigures> {
  const graph = await openSearch();
  const drawn = SEEDS.map((seed) => {
    const random = seededRandom(seed);
    const nodes = timed(graph, () => logNormal(random, MEDIAN_SECONDS, SIGMA));
    const chain = (name: string, knowsDurations: boolean) => ({ name, nodes, builds: RUNNERS, knowsDurations });
    return { seed, nodes, known: chain(`known-${seed}`, true), unknown: chain(`unknown-${seed}`, false) };
  });
  const stage = await setStage(
    drawn.flatMap(({ known, unknown }) => [known, unknown]),
    RUNNERS,
  );
  const journeys: Journey[] = [];
  const draws: Draw[] = [];
  for (const { seed, nodes, known, unknown } of drawn) {
    tell(`draw ${seed} of ${SEEDS.length}: two trains of about ${lowerBound(nodes, RUNNERS).toFixed(0)} s`);
    draws.push({
      seed,
      lowerBound: lowerBound(nodes, RUNNERS),
      known: await makespan(stage, known, journeys),
      unknown: await makespan(stage, unknown, journeys),
      computed: computedFor(nodes),
    });
  }
  const cost = await costOf(stage.client, journeys);
  return { draws, cost: { ...cost, worker: await stage.stop() } };
}

async function makespan(stage: Stage, chain: BenchChain, journeys: Journey[]): Promise<number> {
  const journey = await runTrain(stage, chain, 1);
  journeys.push(journey);
  const spans = journey.view.builds.flatMap(spanOf);
  return (Math.max(...spans.map(({ end }) => end)) - Math.min(...spans.map(({ start }) => start))) / 1000;
}

function computedFor(nodes: readonly TimedNode[]): Draw['computed'] {
  return {
    longestPathFirst: longestPathFirst(nodes, RUNNERS),
    tierByTier: tierByTier(nodes, RUNNERS),
    oneAfterAnother: totalSeconds(nodes),
  };
}
