import type { EarlierBuild } from '../engine/earlier-builds.ts';
import type { Dependencies } from './dependencies.ts';

/** What an earlier train's build of a repository came to, or why it can't stand in for another. */
export function readEarlierBuild({ earlierBuilds }: Pick<Dependencies, 'earlierBuilds'>) {
  return async function readEarlierBuild(asked: {
    readonly train: string;
    readonly alias: string;
  }): Promise<EarlierBuild> {
    return earlierBuilds.read(asked.train, asked.alias);
  };
}
