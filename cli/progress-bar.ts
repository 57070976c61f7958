import type { Progress } from './desk.ts';

const WIDTH = 28;

/** What is done before this needs no line in a log. */
const QUIET_MS = 2000;

/** What drawing needs of standard error. */
export interface ProgressTarget {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): void;
}

/**
 * Shows progress: on a terminal one line that is drawn over, with the time left; elsewhere a plain line
 * for each tenth, so that a log stays short.
 *
 * @param now milliseconds, from any start
 */
export function progressBar(target: ProgressTarget, now: () => number) {
  let label = '';
  let began = 0;
  let firstDone = 0;
  let lastDrawn = Number.NEGATIVE_INFINITY;
  let lastTenth = -1;
  let open = false;

  const clear = () => {
    if (open) target.write('\r\x1b[2K');
    open = false;
  };

  return {
    show({ label: current, done, total }: Progress): void {
      if (current !== label) {
        label = current;
        began = now();
        firstDone = done;
        lastTenth = -1;
        lastDrawn = Number.NEGATIVE_INFINITY;
      }
      const part = total > 0 ? Math.min(1, done / total) : 1;
      const left = timeLeft(now() - began, done - firstDone, total - done);
      if (!target.isTTY) {
        const tenth = Math.floor(part * 10);
        if (tenth === lastTenth || now() - began < QUIET_MS) return;
        lastTenth = tenth;
        target.write(`${label}: ${Math.round(part * 100)} %${left ? `, ${left}` : ''}\n`);
        return;
      }
      if (now() - lastDrawn < 80 && done < total) return;
      lastDrawn = now();
      const filled = Math.round(part * WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
      const percent = `${Math.round(part * 100)}`.padStart(3);
      const line = `${label.padEnd(18)} ${bar} ${percent} %${left ? `  ${left}` : ''}`;
      target.write(`\r\x1b[2K${line.slice(0, Math.max(20, target.columns - 1))}`);
      open = true;
    },
    /** Takes the bar away, so that a line can be written. */
    clear,
  };
}

/** `1 min 20 s left`; empty until there is something to go by. */
function timeLeft(elapsed: number, done: number, rest: number): string {
  if (elapsed < 1500 || done <= 0 || rest <= 0) return '';
  const seconds = Math.ceil((elapsed / done) * (rest / 1000));
  if (seconds < 60) return `${seconds} s left`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s left`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
