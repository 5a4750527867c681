import type { LookedAtPin } from '../../app/fleet/look-at-pins.ts';
import { fullName } from '../../domain/chain.ts';
import { alignRows, type Canvas, type Cell } from './columns.ts';
import { plural } from './plural.ts';

/** Every pin with what it is, what it can become and what to know about it; how that is done where it wasn't. */
export function renderPins(pins: readonly LookedAtPin[], written: boolean, canvas: Canvas): readonly string[] {
  const newer = pins.filter((pin) => pin.newer !== null).length;
  const last =
    newer === 0
      ? 'Nothing newer is to be taken.'
      : written
        ? `${plural(newer, 'pin')} written. \`cascade fleet sync\` proposes what follows from it.`
        : `${plural(newer, 'pin')} can be newer. Nothing was written: --yes does it.`;
  return [...alignRows(pins.map(row), canvas), '', last];
}

function row({ path, repository, pin, newer, ok, remark }: LookedAtPin): readonly Cell[] {
  const place = fullName(repository);
  const key = path.at(-1) ?? '';
  return [
    { text: key === place ? place : `${key} of ${place}` },
    { text: `${pin.version} ${pin.commit.slice(0, 7)}` },
    { text: newer === null ? '' : `-> ${newer.version} ${newer.commit.slice(0, 7)}`, style: 'green' },
    { text: remark, style: ok ? 'dim' : 'red' },
  ];
}
