"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { DeedDialog } from "./deed-dialog";
import { ProofChoice, useProofs } from "./evidence-choice";
import type { IncidentDetail, IncidentNotice } from "./incident";

/** Records that an agreed public notice was shown, with the proof of it out of the evidence. */
export function PublishDialog(props: { item: IncidentDetail; notice: IncidentNotice; onEnd(): void }) {
  const { item, notice, onEnd } = props;
  const t = useTranslations("incidents.page.forms.publish");
  const record = useCommand(useTRPCClient().incidents.recordNotice.mutate);
  const proofs = useProofs(item.id);
  const [chosen, setChosen] = useState("");
  const evidenceId = chosen || (proofs?.[0] ?? "");
  const send = async () =>
    (await record.run({ noticeId: notice.id, version: notice.version, evidenceId }))?.ok === true;
  return (
    <DeedDialog title={t("title")} verb={t("verb")} deed={record} send={send} onEnd={onEnd}>
      <p className="hg-hint">{t("help")}</p>
      <ProofChoice proofs={proofs} label={t("evidence")} none={t("none")} value={evidenceId} onChange={setChosen} />
    </DeedDialog>
  );
}
