import type { Publication } from './publication.ts';
import type { PublishOrder } from './publish-order.ts';

/** The engine takes no message of more than 2 MiB; the rest is for what travels beside the release. Bytes. */
export const LARGEST_PAYLOAD = (2 * 1024 - 128) * 1024;

/** Why a release is too large to be published, in words; none where it is not. Asked before there is a draft. */
export function tooLargeToPublish(publication: Publication): readonly string[] {
  const bytes = payloadSize(publication);
  if (bytes <= LARGEST_PAYLOAD) return [];
  const entries = publication.files.flatMap(({ from }) => (from.type === 'packed' ? from.entries : []));
  return [
    `the list of its ${publication.files.length} files and of the ${entries.length} that are packed in them takes ` +
      `${inKilobytes(bytes)}: ${ADVICE}`,
  ];
}

/** Why publishing can't even be asked for, in words; `null` where it can. */
export function tooLargeToOrder(order: PublishOrder): string | null {
  const bytes = payloadSize(order);
  if (bytes <= LARGEST_PAYLOAD) return null;
  const artifacts = order.outputs.flatMap((outputs) => outputs.artifacts);
  return `Nothing was published: the list of the ${artifacts.length} artifacts of its builds takes ${inKilobytes(bytes)}: ${ADVICE}`;
}

const ADVICE =
  `the engine passes on ${inKilobytes(LARGEST_PAYLOAD)} at most. Let the builds leave fewer files, each an archive of ` +
  'what belongs together';

function payloadSize(value: object): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function inKilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`;
}
