interface Page<T> {
  readonly headers: { readonly link?: string | undefined };
  readonly data: T;
}

/** Which part of a list is asked for. */
interface Paging {
  readonly page: number;
  readonly per_page: number;
}

/** As much as GitHub gives at once. */
const PAGE_SIZE = 100;

/** Asks for one page after the other, as long as GitHub names a next one. A short page is not always the last. */
export async function* pages<T>(fetchPage: (paging: Paging) => Promise<Page<T>>): AsyncGenerator<T> {
  for (let page = 1; ; page += 1) {
    const { data, headers } = await fetchPage({ page, per_page: PAGE_SIZE });
    yield data;
    if (!/\brel="next"/.test(headers.link ?? '')) return;
  }
}

/** All items of all pages. */
export async function allOf<T, I>(
  fetchPage: (paging: Paging) => Promise<Page<T>>,
  items: (data: T) => readonly I[],
): Promise<readonly I[]> {
  const all: I[] = [];
  for await (const data of pages(fetchPage)) all.push(...items(data));
  return all;
}
