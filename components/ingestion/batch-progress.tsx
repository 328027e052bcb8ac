"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { LongTask } from "@/components/patterns/long-task";
import { useFormat } from "@/lib/format/use-format";
import { type BatchRow, bytesPerSecond, type Sample } from "./batch";

const KILO = 1000;

/** How far the machine has come with a batch: reading, computing, or taking it back. */
export function BatchProgress({ batch }: { batch: BatchRow }) {
  const t = useTranslations("ingestion.page.progress");
  const format = useFormat();
  const rate = useRate(batch);
  if (batch.state === "withdrawing") {
    return (
      <LongTask
        title={t("withdrawing")}
        step={1}
        steps={1}
        done={0}
        total={null}
        perSecond={null}
        unit={t("transactions")}
      />
    );
  }
  const reading = batch.bytesRead < batch.fileBytes;
  if (!reading) {
    return (
      <LongTask
        title={t("computing")}
        step={2}
        steps={2}
        done={batch.rowsRead}
        total={null}
        perSecond={null}
        unit={t("rows")}
      />
    );
  }
  return (
    <LongTask
      title={t("reading", { rows: format.count(batch.rowsRead) })}
      step={1}
      steps={2}
      done={Math.round(batch.bytesRead / KILO)}
      total={Math.max(1, Math.round(batch.fileBytes / KILO))}
      perSecond={rate === null ? null : rate / KILO}
      unit={t("kilobytes")}
    />
  );
}

/** Bytes per second since this page first saw the batch move. */
function useRate({ bytesRead }: BatchRow): number | null {
  const first = useRef<Sample | null>(null);
  const [rate, setRate] = useState<number | null>(null);
  useEffect(() => {
    const now = { at: performance.now(), bytes: bytesRead };
    setRate(bytesPerSecond(first.current, now));
    first.current ??= now;
  }, [bytesRead]);
  return rate;
}
