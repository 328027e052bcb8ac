"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Flag, StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useRefusalText } from "@/lib/refusal-text";
import { EVIDENCE_TONE, type EvidenceRow } from "./evidence";

/** One file of the list: what it is, where it stands, and what the reader may do with it. */
export function FileLine(props: {
  row: EvidenceRow;
  mayDownload: boolean;
  onOpen(what: "view" | "discard" | "download"): void;
  onResume(file: File): void;
}) {
  const t = useTranslations("evidence");
  const words = useRefusalText();
  const say = useBilingual();
  const format = useFormat();
  const { row, onOpen } = props;
  const name = row.name ?? t("panel.unnamed");
  const time = format.dateTime(row.uploadedAt as Instant);
  const by = t("panel.by", { name: say({ zh: row.uploaderZh, en: row.uploaderEn }), time });
  const pages = row.pages > 0 ? t("panel.pages", { count: row.pages }) : "";
  const ending = row.state === "erased" && row.endCode ? t(`endings.${row.endCode as "discarded"}`) : null;
  return (
    <li>
      <div className="hg-evidence-line">
        <StatusMark tone={row.damaged ? "late" : EVIDENCE_TONE[row.state]}>
          {row.damaged ? t("panel.damaged") : (ending ?? t(`states.${row.state}`))}
        </StatusMark>
        <b className="hg-clip">{name}</b>
        {row.used ? <Flag>{t("panel.used")}</Flag> : null}
        <span className="hg-grow" />
        {row.state === "ready" ? (
          <Button small aria-label={t("panel.openNamed", { name })} onClick={() => onOpen("view")}>
            {t("panel.open")}
          </Button>
        ) : null}
        {row.state === "ready" && props.mayDownload ? (
          <Button
            small
            variant="plain"
            aria-label={t("panel.downloadNamed", { name })}
            onClick={() => onOpen("download")}
          >
            {t("panel.download")}
          </Button>
        ) : null}
        {row.mayDiscard ? (
          <Button
            small
            variant="plain"
            aria-label={t("panel.discardNamed", { name })}
            onClick={() => onOpen("discard")}
          >
            {t("panel.discard")}
          </Button>
        ) : null}
      </div>
      <p className="hg-small hg-ink-3">
        {[t(`kinds.${row.kind}`), format.bytes(row.bytes), pages, by].filter(Boolean).join(" · ")}
      </p>
      {row.state === "refused" && row.endCode ? <p className="hg-error">{words({ code: row.endCode })}</p> : null}
      {row.mayResume ? <Resume row={row} onResume={props.onResume} /> : null}
    </li>
  );
}

/** An upload of one's own that stopped with the page: the same file goes on where it was. */
function Resume({ row, onResume }: { row: EvidenceRow; onResume(file: File): void }) {
  const t = useTranslations("evidence.panel");
  const id = useId();
  const [differs, setDiffers] = useState(false);
  const take = (file: File | undefined) => {
    if (!file) return;
    const same = file.size === row.bytes;
    setDiffers(!same);
    if (same) onResume(file);
  };
  return (
    <div className="hg-control">
      <label htmlFor={id} className="hg-text-link hg-small">
        {t("unfinished")}
        <input id={id} type="file" className="hg-sr" onChange={(event) => take(event.target.files?.[0])} />
      </label>
      {differs ? (
        <p className="hg-error" role="alert">
          {t("differs")}
        </p>
      ) : null}
    </div>
  );
}
