"use client";

import { useTranslations } from "next-intl";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { type BenchDocument, DOCUMENT_TONE } from "./kyc";
import type { Bench } from "./use-bench";

type Props = { item: SubmissionDetail; bench: Bench; document: BenchDocument };

/** What was decided of the document in view, and the three ways to decide it, by their digits. */
export function DocumentBar({ item, bench, document }: Props) {
  const t = useTranslations("kyc.page.document");
  const words = useTranslations("kyc");
  const may = item.state === "ready" && item.item?.mine === true && item.may.decide && !bench.stale;
  const readable = document.readState === "read" || document.readState === "failed";
  const ask = (decision: "ask" | "reject") => bench.setAsking({ what: "document", decision, documentId: document.id });
  return (
    <div className="hg-bench-decide">
      <StatusMark tone={DOCUMENT_TONE[document.state]}>{words(`documentStates.${document.state}`)}</StatusMark>
      {document.reason ? <span className="hg-small hg-clip">{words(`reasons.${document.reason}`)}</span> : null}
      <span className="hg-grow" />
      {may ? (
        <>
          <Button
            small
            shortcut="acceptDocument"
            disabled={!readable || document.state === "accepted"}
            busy={bench.pending}
            onClick={() => void bench.decideDocument(document.id, "accept")}
          >
            {t("accept")}
          </Button>
          <Button small shortcut="askDocument" disabled={document.readState === "waiting"} onClick={() => ask("ask")}>
            {t("ask")}
          </Button>
          <Button
            small
            variant="negative"
            shortcut="rejectDocument"
            disabled={document.readState === "waiting"}
            onClick={() => ask("reject")}
          >
            {t("reject")}
          </Button>
        </>
      ) : null}
    </div>
  );
}
