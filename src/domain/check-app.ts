import { doubtful, fine, type Finding, wrong } from './finding.ts';

/** What an App should be allowed to, by GitHub's names. */
export type WantedPermissions = Readonly<
  Record<string, { readonly level: 'read' | 'write'; readonly needed: boolean; readonly why: string }>
>;

type Granted = Readonly<Record<string, string>>;

const LEVELS = ['read', 'write', 'admin'];
const PERMISSIONS = 'permissions';

/** Whether the App subscribes to the webhooks that Cascade wakes up by. */
export function checkEvents(subscribed: readonly string[], wanted: Readonly<Record<string, string>>): Finding {
  const missing = Object.keys(wanted).filter((event) => !subscribed.includes(event));
  if (missing.length === 0) return fine('events', 'the App is told of all that it needs');
  const losses = missing.map((event) => `${event} (${wanted[event] ?? ''})`).join('; ');
  return doubtful(
    'events',
    `the App isn't told of ${losses}`,
    "Tick them on the App's settings page, under Permissions & events.",
  );
}

/** Whether the App is installed for a repository, awake, and allowed to do there what trains need. */
export function checkInstallation(
  installation: { readonly account: string; readonly permissions: Granted; readonly suspended: boolean } | null,
  app: string,
  wanted: WantedPermissions,
): readonly Finding[] {
  const check = 'App';
  if (installation === null) {
    return [
      wrong(
        check,
        `${app} is not installed for this repository`,
        `Install it there, from the App's page (https://github.com/apps/${app} on github.com).`,
      ),
    ];
  }
  if (installation.suspended) {
    return [
      wrong(
        check,
        `its installation for ${installation.account} is suspended`,
        `An owner of ${installation.account} can lift that in its settings.`,
      ),
    ];
  }
  return [fine(check, `is installed for ${installation.account}`), checkPermissions(installation.permissions, wanted)];
}

function checkPermissions(granted: Granted, wanted: WantedPermissions): Finding {
  const missing = Object.entries(wanted).filter(([name, { level }]) => !suffices(granted[name], level));
  if (missing.length === 0) return fine(PERMISSIONS, 'the App may do all that it should');
  const list = missing.map(([name, { level, why }]) => `${name}: ${level} (to ${why})`).join('; ');
  const advice = "Add them on the App's settings page; an owner must then accept them for the installation.";
  const fails = missing.some(([, { needed }]) => needed);
  return fails
    ? wrong(PERMISSIONS, `the App lacks ${list}`, advice)
    : doubtful(PERMISSIONS, `the App lacks ${list}, which trains do without`, advice);
}

function suffices(granted: string | undefined, level: string): boolean {
  return granted !== undefined && LEVELS.indexOf(granted) >= LEVELS.indexOf(level);
}
