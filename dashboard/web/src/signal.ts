/** Tells listeners of something, until they leave. */
export class Signal<T> {
  private readonly listeners = new Set<(value: T) => void>();

  /** Returns what ends the listening. */
  on(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}

/** Calls once for many wishes, at most every so many milliseconds, and never twice at a time. */
export function coalesced(work: () => Promise<void>, least: number): () => void {
  let wanted = false;
  let busy = false;
  const go = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (wanted) {
      wanted = false;
      await work();
      await new Promise((resolve) => setTimeout(resolve, least));
    }
    busy = false;
  };
  return () => {
    wanted = true;
    void go();
  };
}
