"use client";

import { useFormat } from "@/lib/format/use-format";

/** Hundredths of a percent as a percentage in words: 200 → "2%". */
export function useShare(): (bp: number) => string {
  const format = useFormat();
  return (bp) => format.percent(bp / 10_000, bp % 100 === 0 ? 0 : 2);
}
