/** Answers that are asked for once and kept for a while; those who ask at the same time share one question. */
export interface Memo<T> {
  get(key: string, ask: () => Promise<T>): Promise<T>;
  forget(key: string): void;
}

/** Keeps answers for so many milliseconds, and failures not at all. */
export function makeMemo<T>(age: number): Memo<T> {
  const kept = new Map<string, { readonly answer: Promise<T>; readonly askedAt: number }>();
  return {
    get(key, ask) {
      const known = kept.get(key);
      if (known !== undefined && performance.now() - known.askedAt < age) return known.answer;
      const entry = { answer: ask(), askedAt: performance.now() };
      kept.set(key, entry);
      entry.answer.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return entry.answer;
    },
    forget: (key) => void kept.delete(key),
  };
}
