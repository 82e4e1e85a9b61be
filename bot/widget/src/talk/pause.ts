// A pause that can be cut short.

export class Pause {
  private finish: (() => void) | null = null;

  /** Wait `ms` milliseconds, or until `end` is called. */
  wait(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.finish = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  end(): void {
    this.finish?.();
    this.finish = null;
  }
}
