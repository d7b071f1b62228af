interface Listener {
  event: (name: string, body: Record<string, unknown>) => void;
  /** Since when the server does not answer; null when it does again. */
  lost: (since: number | null) => void;
}

const NAMES = ['run', 'layer', 'closed', 'defects', 'alert', 'command', 'ended', 'reset'];
const AGAIN_MS = 2000;

/** The events of a run; goes on where it was when the server comes back. */
export class Stream {
  private source: EventSource | null = null;
  private since: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly path: string,
    private readonly listener: Listener,
  ) {
    this.open();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.source?.close();
  }

  private open(): void {
    const source = new EventSource(this.path);
    this.source = source;
    source.onopen = () => {
      if (this.since === null) return;
      this.since = null;
      this.listener.lost(null);
    };
    source.onerror = () => this.error(source);
    for (const name of NAMES) source.addEventListener(name, (e) => this.told(name, e as MessageEvent<string>));
  }

  private told(name: string, event: MessageEvent<string>): void {
    const body: unknown = event.data ? JSON.parse(event.data) : {};
    if (typeof body === 'object' && body !== null) this.listener.event(name, body as Record<string, unknown>);
  }

  private error(source: EventSource): void {
    if (this.closed) return;
    if (this.since === null) {
      this.since = Date.now();
      this.listener.lost(this.since);
    }
    // A browser tries again by itself after a broken connection, but not after an answer that is no stream.
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), AGAIN_MS);
  }
}
