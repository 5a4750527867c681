import { now } from '../clock.ts';
import type { AppScenario } from '../scenario-app.ts';

/** What GitHub's clock says, in milliseconds since the epoch: the time of the `Date` header, and the one that tokens are held to. */
export function githubTime(app: AppScenario | undefined): number {
  return now() + (app?.clockSkewSeconds ?? 0) * 1000;
}
