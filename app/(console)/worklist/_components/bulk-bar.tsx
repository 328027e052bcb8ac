"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { countPicked, MOST_IDS, NOTHING, type Picked, scopeOf } from "@/components/worklist/selection";
import { BULK_ACTIONS, type BulkAction } from "@/domain/worklist/codes";
import { useFormat } from "@/lib/format/use-format";
import { BulkDialog } from "./bulk-dialog";
import type { listState } from "./list-state";

/** Under the list while rows are picked: how many, all under the filters, and the deeds that can be done to many. */
export function BulkBar(props: {
  picked: Picked;
  onPick(picked: Picked): void;
  total: { count: number; capped: boolean } | undefined;
  list: ReturnType<typeof listState>;
}) {
  const { picked, onPick, total } = props;
  const t = useTranslations("worklist.page.bulk");
  const actions = useTranslations("worklist.bulkActions");
  const format = useFormat();
  const [action, setAction] = useState<BulkAction | null>(null);
  const count = countPicked(picked, total?.count ?? 0);
  if (count === 0 && action === null) return null;
  const ids = picked.all ? picked.except.size : picked.ids.size;
  const all = total ? format.capped(total.count, total.capped) : "";
  return (
    <section className="hg-bulk-bar" aria-label={t("bar")}>
      <b>
        {picked.all
          ? t(picked.except.size > 0 ? "allBut" : "all", { total: all, except: picked.except.size })
          : t("picked", { count })}
      </b>
      {!picked.all && total && (total.count > count || total.capped) ? (
        <Button small variant="plain" onClick={() => onPick({ all: true, except: new Set() })}>
          {t("pickAll", { total: all })}
        </Button>
      ) : null}
      {BULK_ACTIONS.map((one) => (
        <Button key={one} small disabled={ids > MOST_IDS} onClick={() => setAction(one)}>
          {actions(one)}
        </Button>
      ))}
      <Button small variant="plain" onClick={() => onPick(NOTHING)}>
        {t("clear")}
      </Button>
      {ids > MOST_IDS ? <span className="hg-late">{t("tooManyIds", { limit: MOST_IDS })}</span> : null}
      {action ? (
        <BulkDialog
          action={action}
          target={{ list: props.list, ...scopeOf(picked) }}
          onStarted={() => undefined}
          onClose={() => {
            setAction(null);
            onPick(NOTHING);
          }}
        />
      ) : null}
    </section>
  );
}
