import { ALLOWED_TASKS, FLEET_EVENTS } from '../../domain/fleet/fleet-event.ts';
import { KNOWN_CHECKS } from '../../domain/fleet/language.ts';
import { effectiveRepositories } from '../effective.ts';
import type { Events, MemberEntry } from '../fleet/schema.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding, Path } from '../problem.ts';
import { membersIn } from './fleet-members.ts';
import type { Rule } from './rule.ts';

/** What Cascade hears of a generated job that tells the chain. */
const TOLD_EVENT = 'upstream-changed';

const CHECK_NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** Checks are known, and where nobody knows them, somebody says how they are run. */
export const fleetChecks: Rule = {
  name: 'fleet-checks',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, entry, build }) => {
      if (entry.fleet === undefined) return [];
      const path = ['repositories', alias, 'fleet'];
      return [
        ...wrongChecks(entry.fleet, path),
        ...wrongCommands(entry.fleet, path, build?.mode === 'build' && build.runs_in === undefined),
      ];
    }),
};

function wrongChecks({ language, ci = [], commands = {} }: MemberEntry, path: Path): readonly Finding[] {
  const known =
    language === 'commands' ? Object.keys(commands).filter((name) => name !== 'build') : KNOWN_CHECKS[language];
  return ci.flatMap((name, index) => {
    const at = [...path, 'ci', index];
    if (ci.indexOf(name) < index) return [{ path: at, message: `"${name}" is there twice` }];
    if (known.includes(name)) return [];
    const hint = didYouMean(name, known) || `; known here: ${known.join(', ') || 'none'}`;
    return [{ path: at, message: `there is no check "${name}" of ${language}${hint}` }];
  });
}

function wrongCommands({ language, commands = {} }: MemberEntry, path: Path, built: boolean): readonly Finding[] {
  const lacksBuild = language === 'commands' && built && !Object.hasOwn(commands, 'build');
  return [
    ...(lacksBuild
      ? [{ path: [...path, 'commands'], message: 'the chain builds it, so commands must say build' }]
      : []),
    ...Object.keys(commands).flatMap((name) => {
      const finding = (message: string) => [{ path: [...path, 'commands', name], message, key: true as const }];
      if (language === 'commands') {
        return CHECK_NAME.test(name) ? [] : finding(`"${name}" must be lower-case letters, digits and hyphens`);
      }
      return name === 'package' ? [] : finding(`with language ${language} only "package" is a command of its own`);
    }),
  ];
}

/** No event starts what it must not: least of all a pull request something that is published. */
export const fleetEvents: Rule = {
  name: 'fleet-events',
  check: (file) => [
    ...wrongEvents(file.fleet?.events, ['fleet', 'events']),
    ...membersIn(file).flatMap(({ path, member }) => [
      ...wrongEvents(member.events, [...path, 'events']),
      ...wrongDocuments(member, [...path, 'events']),
    ]),
  ],
};

function wrongEvents(events: Events = {}, path: Path): readonly Finding[] {
  return FLEET_EVENTS.flatMap((event) =>
    (events[event] ?? []).flatMap((task, index) => {
      if (ALLOWED_TASKS[event].includes(task)) return [];
      const message =
        event === 'pull_request'
          ? `a pull request is code that nobody has agreed to: it is checked, and never starts ${task}`
          : `${event} can start ${ALLOWED_TASKS[event].join(' and ')}, and not ${task}`;
      return [{ path: [...path, event, index], message }];
    }),
  );
}

function wrongDocuments({ language, events = {} }: MemberEntry, path: Path): readonly Finding[] {
  if (language !== 'docs') return [];
  return FLEET_EVENTS.flatMap((event) =>
    (events[event] ?? []).flatMap((task, index) =>
      task === 'chain'
        ? []
        : [{ path: [...path, event, index], message: `documents have no ${task}; only chain follows a push` }],
    ),
  );
}

/** Somebody listens to what a generated job tells. */
export const fleetTold: Rule = {
  name: 'fleet-told',
  check: (file) => {
    const { dispatches = [] } = file.triggers ?? {};
    const entries = dispatches === 'standard' ? ['standard' as const] : dispatches;
    if (entries.some((entry) => entry === 'standard' || entry.event === TOLD_EVENT)) return [];
    return membersIn(file).flatMap(({ alias, path, member }) => {
      const push = member.events?.push ?? (member.language === 'docs' ? ['chain'] : (file.fleet?.events?.push ?? []));
      if (!push.some((task) => task === 'chain')) return [];
      const message = `pushes of ${alias} are told by the event ${TOLD_EVENT}, to which nothing listens; say triggers: { dispatches: standard }`;
      return [{ path, message, key: true as const }];
    });
  },
};
