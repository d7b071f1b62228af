// Programs of Meltwatch for tests of the page over the real server: started, waited for, and ended.
import { spawn } from 'node:child_process';

/** A program whose output is kept; its page's address is known once it has said so. */
export class Program {
  said = '';

  constructor(command) {
    this.process = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'pipe'] });
    this.ended = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (this.said += text));
    }
  }

  /** What its output holds; fails if it ends before that, or takes too long. */
  async says(pattern, seconds = 60) {
    let over = false;
    this.ended.then(() => (over = true));
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(50)) {
      const found = pattern.exec(this.said);
      if (found) return found;
      if (over) break;
    }
    throw new Error(`${pattern} was not said, but: ${this.said}`);
  }

  /** Ends it as a crash would. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}

export const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
