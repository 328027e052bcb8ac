"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { BulkProgress } from "../../_components/bulk-dialog";

const LIVE_MS = 10_000;

/** The latest deeds on many, by whom and how far; each opens what became of its items. */
export function BulkList() {
  const t = useTranslations("worklist.page.team");
  const bulkWords = useTranslations("worklist.page.bulk");
  const actions = useTranslations("worklist.bulkActions");
  const format = useFormat();
  const say = useBilingual();
  const trpc = useTRPC();
  const [open, setOpen] = useState<string | null>(null);
  const { data } = useQuery({ ...trpc.worklist.bulks.queryOptions({}), refetchInterval: LIVE_MS });
  if (!data || data.length === 0) return null;
  return (
    <>
      <SectionHead title={t("bulks")} ruled />
      <ul className="hg-small px-(--gutter) pb-2">
        {data.map((bulk) => (
          <li key={bulk.id} className="flex flex-wrap items-center gap-2 border-b border-line py-1">
            <b>{actions(bulk.action)}</b>
            <span>{bulk.requestedBy ? say(bulk.requestedBy.name) : null}</span>
            <span className="hg-ink-3">{format.dateTime(bulk.requestedAt as Instant)}</span>
            <span className="hg-grow" />
            <span>{t("bulkFigures", { total: bulk.total, done: bulk.done, refused: bulk.refused })}</span>
            <Button small variant="plain" onClick={() => setOpen(bulk.id)}>
              {t("bulkOpen")}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        title={bulkWords("results")}
        open={open !== null}
        wide
        onOpenChange={(shown) => (shown ? undefined : setOpen(null))}
      >
        {open ? <BulkProgress bulkId={open} /> : null}
      </Dialog>
    </>
  );
}
