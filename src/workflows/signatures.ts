import { ApplicationFailure, condition, setCurrentDetails, setHandler } from '@temporalio/workflow';
import { personsSignatureName } from '../domain/release/document-names.ts';
import type { Publication } from '../domain/release/publication.ts';
import type { PublishOrder } from '../domain/release/publish-order.ts';
import type { SigningPolicy } from '../domain/release/release-target.ts';
import { transferActivities } from './activities.ts';
import { handInSignature } from './messages.ts';

interface SignatureFile {
  readonly name: string;
  readonly text: string;
  /** Fingerprint of the key. */
  readonly by: string;
}

/** Whether people are asked to sign, if the chain has any who do: not for a trial, nor every night. */
export function asksPeople(order: PublishOrder): boolean {
  return peopleAsked(order) !== null;
}

function peopleAsked({ policy, kind, dryRun }: PublishOrder): SigningPolicy['people'] {
  return kind === 'release' && !dryRun ? policy.signing.people : null;
}

/** The signatures that people make elsewhere and hand in. Nothing is published before enough of them have signed. */
export class PeoplesSignatures {
  readonly #order: PublishOrder;
  readonly #given = new Map<string, string>();
  #publication: Publication | null = null;
  #enough = false;

  constructor(order: PublishOrder) {
    this.#order = order;
    setHandler(handInSignature, (text) => this.#take(text));
  }

  /** What is signed is known: whoever finds the checksums in the draft can hand a signature in. */
  begin(publication: Publication): void {
    this.#publication = publication;
  }

  /** The handed in signatures once they are enough; none where the chain asks for none. Fails when too few come in time. */
  async collect(page: string): Promise<readonly SignatureFile[]> {
    const people = peopleAsked(this.#order);
    if (people === null) return [];
    this.#show(page, people.threshold);
    this.#enough = await condition(() => this.#given.size >= people.threshold, people.within);
    if (this.#enough)
      return [...this.#given].map(([fingerprint, text]) => ({
        name: personsSignatureName(fingerprint),
        text,
        by: fingerprint,
      }));
    throw ApplicationFailure.create({
      message: `Nothing was published: ${this.#given.size} of ${people.threshold} signatures were handed in in time. The draft is left as it is: ${page}`,
      type: 'PublishFailed',
      nonRetryable: true,
    });
  }

  async #take(text: string): Promise<string> {
    const { timings } = this.#order;
    const people = peopleAsked(this.#order);
    if (people === null) throw refused('nobody is asked for a signature here');
    if (this.#enough) throw refused('enough people have signed already');
    if (this.#publication === null)
      throw refused('the checksums are not written yet; look again when the draft is there');
    const { checkSignature } = transferActivities(timings);
    const { by, problems } = await checkSignature({ publication: this.#publication, text, keys: people.keys });
    if (by.length === 0) {
      const next = 'Download SHA256SUMS of this draft again, and sign that.';
      throw refused(`it is not taken: ${problems.join('; ')} ${next}`);
    }
    for (const fingerprint of by) this.#given.set(fingerprint, text);
    return `signed by ${by.join(', ')}: ${this.#given.size} of ${people.threshold}`;
  }

  #show(page: string, threshold: number): void {
    setCurrentDetails(
      `waits for ${threshold} people to sign SHA256SUMS of the draft, ${page}, and to hand it in: \`cascade sign ${this.#order.train} SHA256SUMS.asc\``,
    );
  }
}

function refused(message: string): ApplicationFailure {
  return ApplicationFailure.create({
    message: `The signature: ${message}`,
    type: 'SignatureRefused',
    nonRetryable: true,
  });
}
