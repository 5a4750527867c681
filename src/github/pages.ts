/** As much as GitHub gives at once. */
export const PAGE_SIZE = 100;

interface Page<T> {
  readonly headers: { readonly link?: string | undefined };
  readonly data: T;
}

/** Asks for one page after the other, as long as GitHub names a next one. A short page is not always the last. */
export async function* pages<T>(fetchPage: (page: number) => Promise<Page<T>>): AsyncGenerator<T> {
  for (let page = 1; ; page += 1) {
    const { data, headers } = await fetchPage(page);
    yield data;
    if (!/\brel="next"/.test(headers.link ?? '')) return;
  }
}

/** All items of all pages. */
export async function allOf<T, I>(
  fetchPage: (page: number) => Promise<Page<T>>,
  items: (data: T) => readonly I[],
): Promise<readonly I[]> {
  const all: I[] = [];
  for await (const data of pages(fetchPage)) all.push(...items(data));
  return all;
}
