"use client";

import { useTranslations } from "next-intl";
import { useControlsWords } from "@/components/controls/use-words";
import { Masked } from "@/components/customers/masked";
import { StateShape } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { APPROVAL_TONE, type ApprovalRow } from "./approval";
import { TimeLeft } from "./approval-clock";
import { APPROVALS_PATH } from "./paths";
import { useKindWords } from "./use-kind-words";

/** One proposal of the queue; pressing it, or Enter on it, opens it beside the queue. */
export function ApprovalLine(props: { row: ApprovalRow; wide: boolean; current: boolean; onOpen(id: string): void }) {
  const { row, wide } = props;
  const t = useTranslations("approvals");
  const words = useControlsWords();
  const kinds = useKindWords();
  const say = useBilingual();
  const { about } = row;
  const open = () => props.onOpen(row.id);
  return (
    <tr data-current={props.current || undefined} className="hg-opens" onClick={open}>
      <td className="whitespace-nowrap">
        <a
          href={`${APPROVALS_PATH}/${row.id}`}
          aria-current={props.current ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            event.stopPropagation();
            open();
          }}
        >
          <StateShape tone={APPROVAL_TONE[row.status]} />
          <span className="hg-sr">{t(`labels.status.${row.status}`)} </span>
          {wide ? kinds.kind(row.kind) : kinds.shortKind(row.kind)}
          <span className="hg-sr"> {row.number}</span>
        </a>
      </td>
      {wide ? <td className="hg-mono hg-small whitespace-nowrap max-sm:hidden">{row.number}</td> : null}
      <td className="hg-ink-2 whitespace-nowrap">
        {about?.customerName ? <Masked value={about.customerName} /> : (about?.customerNumber ?? "–")}
        {wide && about?.customerName ? <span className="hg-small hg-ink-3"> {about.customerNumber}</span> : null}
      </td>
      {wide ? (
        <>
          <td className="hg-clip max-sm:hidden">{about?.scope ? words.scope(about.scope) : "–"}</td>
          <td className="hg-clip max-sm:hidden">{about?.reasonCode ? words.reason(about.reasonCode) : "–"}</td>
          <td className="hg-clip max-sm:hidden">{say({ zh: row.maker.nameZh, en: row.maker.nameEn })}</td>
        </>
      ) : null}
      <td className="hg-num hg-small hg-ink-2">
        {row.status === "pending" ? <TimeLeft expiresAt={row.expiresAt} /> : <Ended row={row} />}
      </td>
    </tr>
  );
}

function Ended({ row }: { row: ApprovalRow }) {
  const t = useTranslations("approvals.page.ended");
  const format = useFormat();
  const word =
    row.status === "rejected" && row.decisionCode === "to-complete"
      ? t("returned")
      : t(row.status === "pending" ? "approved" : row.status);
  return (
    <>
      <span className={row.status === "rejected" ? "hg-late" : undefined}>{word}</span>{" "}
      {row.endedAt ? format.time(row.endedAt as Instant) : null}
    </>
  );
}
