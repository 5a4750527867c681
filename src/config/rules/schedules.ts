import { isAlias, isVersion, MAXIMUM_LENGTH } from '../../domain/ids.ts';
import { DEFAULT_SCHEDULE } from '../defaults.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import type { Schedule } from '../schedules-schema.ts';
import { wrongAliases } from './aliases.ts';
import type { Rule } from './rule.ts';

/** A schedule has a name that an id can hold, and that no other has. */
export const scheduleNames: Rule = {
  name: 'schedule-names',
  check: inSchedules(({ schedules = [] }, { name }, index) => {
    const twice = schedules.findIndex((other) => other.name === name) < index;
    const message = twice
      ? `two schedules are called "${name}"`
      : `"${name}" must be at most ${MAXIMUM_LENGTH.alias} letters, digits, dots, hyphens and underscores, beginning with a letter or digit`;
    return twice || !isAlias(name) ? [{ path: ['name'], message }] : [];
  }),
};

const CRON = /^(@(yearly|monthly|weekly|daily|hourly)|(\S+\s+){4}\S+)$/;

/** When it starts is said once, in a way that Temporal understands. */
export const scheduleTimes: Rule = {
  name: 'schedule-times',
  check: inSchedules((_, { at, cron, time_zone: zone = DEFAULT_SCHEDULE.timeZone }) => [
    ...(at !== undefined && cron !== undefined
      ? [{ path: ['at'], message: 'say either at or cron', key: true as const }]
      : []),
    ...(cron !== undefined && !CRON.test(cron)
      ? [{ path: ['cron'], message: `"${cron}" must be minute, hour, day of month, month and day of week` }]
      : []),
    ...(isTimeZone(zone)
      ? []
      : [{ path: ['time_zone'], message: `"${zone}" is no time zone; say one such as UTC or Europe/Vienna` }]),
  ]),
};

/** What is started can be. */
export const scheduledTrain: Rule = {
  name: 'scheduled-train',
  check: inSchedules((file, { kind = DEFAULT_SCHEDULE.kind, changed, version, parameters = {} }) => [
    ...(kind !== 'cascade' && file.release === undefined
      ? [{ path: ['kind'], message: `no ${kind} is published here; add release.publish_in, or say kind: cascade` }]
      : []),
    ...(kind === 'cascade' && changed === undefined
      ? [{ path: ['kind'], message: 'a cascade begins somewhere; add changed, with aliases' }]
      : []),
    ...(kind !== 'cascade' && changed !== undefined
      ? [{ path: ['changed'], message: `a ${kind} has no changed; leave it out`, key: true as const }]
      : []),
    ...(kind === 'release' && !isVersion(version ?? '')
      ? [{ path: version === undefined ? ['kind'] : ['version'], message: 'a release needs a version such as v1.4.0' }]
      : []),
    ...(kind !== 'release' && version !== undefined
      ? [{ path: ['version'], message: `a ${kind} has no version; leave it out`, key: true as const }]
      : []),
    ...wrongAliases(file, ['changed'], changed ?? []),
    ...Object.entries(parameters).flatMap(([name, values]) => wrongValues(file, name, values)),
  ]),
};

function wrongValues({ parameters = {} }: ChainFile, name: string, values: readonly string[]): readonly Finding[] {
  const known = Object.hasOwn(parameters, name) ? (parameters[name] ?? []) : null;
  const path = ['parameters', name];
  if (known === null) {
    return [
      {
        path,
        message: `there is no parameter "${name}"${didYouMean(name, Object.keys(parameters))}`,
        key: true as const,
      },
    ];
  }
  return values
    .filter((value) => !known.includes(value))
    .map((value) => ({ path, message: `"${value}" is none of ${known.join(', ')}` }));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function inSchedules(check: (file: ChainFile, schedule: Schedule, index: number) => readonly Finding[]): Rule['check'] {
  return (file) =>
    (file.schedules ?? []).flatMap((schedule, index) =>
      check(file, schedule, index).map((finding) => ({ ...finding, path: ['schedules', index, ...finding.path] })),
    );
}
