"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { BareDialog } from "@/components/ui/dialog";
import type { EvidenceRow } from "./evidence";
import { ViewerPane } from "./viewer-pane";

/** Looks at a file over the page, and at a second one beside it. Opening either leaves an entry of its own. */
export function Viewer(props: { file: EvidenceRow; others: readonly EvidenceRow[]; onClose(): void }) {
  const t = useTranslations("evidence");
  const { file, others, onClose } = props;
  const [besideId, setBesideId] = useState("");
  const beside = others.find(({ id }) => id === besideId);
  const nameOf = (row: EvidenceRow) => row.name ?? t("panel.unnamed");
  return (
    <BareDialog
      label={t("viewer.title", { name: nameOf(file) })}
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      className="hg-dialog hg-viewer"
    >
      <div className="hg-viewer-tools">
        <b className="hg-clip">{nameOf(file)}</b>
        <span className="hg-small hg-ink-3">{t(`kinds.${file.kind}`)}</span>
        <span className="hg-grow" />
        {others.length > 0 ? (
          <select
            className="hg-input"
            aria-label={t("viewer.compareWith")}
            value={besideId}
            onChange={(event) => setBesideId(event.target.value)}
          >
            <option value="">{t("viewer.none")}</option>
            {others.map((row) => (
              <option key={row.id} value={row.id}>
                {nameOf(row)}
              </option>
            ))}
          </select>
        ) : null}
        <IconButton icon={X} label={t("viewer.close")} onClick={onClose} />
      </div>
      <div className="hg-viewer-panes">
        <ViewerPane key={file.id} fileId={file.id} name={nameOf(file)} autoFocus />
        {beside ? <ViewerPane key={beside.id} fileId={beside.id} name={nameOf(beside)} /> : null}
      </div>
      <p className="hg-hint px-3 py-1">{t("viewer.keys")}</p>
    </BareDialog>
  );
}
