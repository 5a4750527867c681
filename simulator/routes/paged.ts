import type { Answer } from '../server/answer.ts';
import type { Asked } from './route.ts';

/** The page of a list that was asked for, with a Link header to its neighbours. Only what is on the page is shown. */
export function paged<T>(asked: Asked, items: readonly T[], show: (item: T) => object, envelope?: string): Answer {
  const perPage = perPageOf(asked.query);
  const page = positive(asked.query.get('page')) ?? 1;
  const shown = items.slice((page - 1) * perPage, page * perPage).map(show);
  const link = linkHeader(asked.url, page, Math.max(1, Math.ceil(items.length / perPage)));
  return {
    status: 200,
    body: envelope === undefined ? shown : { total_count: items.length, [envelope]: shown },
    ...(link === '' ? {} : { headers: { link } }),
  };
}

/** How many items a page has that the query asks for: 30 unless it says, and never more than 100. */
export function perPageOf(query: URLSearchParams): number {
  return Math.min(100, positive(query.get('per_page')) ?? 30);
}

function linkHeader(url: URL, page: number, last: number): string {
  const links: string[] = [];
  const add = (relation: string, target: number) => {
    const address = new URL(url);
    address.searchParams.set('page', String(target));
    links.push(`<${address.href}>; rel="${relation}"`);
  };
  if (page > 1) add('prev', page - 1);
  if (page < last) {
    add('next', page + 1);
    add('last', last);
  }
  if (page > 1) add('first', 1);
  return links.join(', ');
}

function positive(text: string | null): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
