import type { BenchHouse } from "./database";

/** What a benchmark prints: ours and the baseline of the same run, on the same machine. */
export type BenchResult = {
  readonly name: string;
  readonly n: number;
  readonly ours: Readonly<Record<string, number>>;
  readonly baseline: Readonly<Record<string, number>>;
  /** How ours stands to the baseline; each benchmark says which way is good. */
  readonly ratio: number;
  readonly memoryMB: number;
  readonly notes?: Readonly<Record<string, string | number | boolean>>;
};

export type Bench = (context: {
  house: BenchHouse;
  n: number | undefined;
  say: (text: string) => void;
}) => Promise<BenchResult>;

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Two decimals. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/** Watches the process's resident memory while work runs; `peakMB` is its highest. */
export function watchMemory(): { stop: () => { peakMB: number } } {
  let peak = process.memoryUsage().rss;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return { peakMB: round(Math.max(peak, process.memoryUsage().rss) / 1_048_576) };
    },
  };
}
