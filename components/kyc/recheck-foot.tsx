"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/keys/key-cap";
import { useKey } from "@/components/ui/keys/key-provider";
import type { RejectReason } from "@/domain/kyc/codes";
import type { DocumentKind } from "@/domain/kyc/model";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { DOCUMENT_REASONS } from "./kyc";
import { LetterPreview } from "./letter-preview";
import { PaperChoice } from "./paper-choice";
import { useReasonOptions } from "./reason-dialogs";
import { pickerKeys, ReasonPicker } from "./reason-picker";

type Props = { item: SubmissionDetail; onNext(): void };

/** What comes of a disagreement: the acceptance stands, or the customer is asked for papers. */
export function RecheckFoot({ item, onNext }: Props) {
  const t = useTranslations("kyc.page.recheck");
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const close = useCommand(client.kyc.secondLook.closeRecheck.mutate);
  const [asking, setAsking] = useState(false);
  const actions: FootAction[] = [
    {
      id: "stands",
      label: t("stands"),
      shortcut: "approve",
      run: async () => {
        const answer = await close.run({ submissionId: item.id, end: "stands", documents: [], reasons: [] });
        if (answer?.ok) onNext();
      },
    },
    { id: "papers", label: t("papers"), shortcut: "ask", variant: "quiet", run: () => setAsking(true) },
    { id: "next", label: t("next"), shortcut: "next", variant: "quiet", run: onNext },
  ];
  return (
    <>
      <ActionFoot actions={actions} error={asking ? null : attempt(close)} />
      {asking ? <PapersDialog item={item} onNext={onNext} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** Which papers are asked for after the recheck, and why. */
function PapersDialog({ item, onNext, onClose }: Props & { onClose(): void }) {
  const t = useTranslations("kyc.page.ask");
  const common = useTranslations("common");
  const attempt = useAttemptText();
  const options = useReasonOptions();
  const client = useTRPCClient();
  const close = useCommand(client.kyc.secondLook.closeRecheck.mutate);
  const form = useRef<HTMLFormElement>(null);
  const looked = item.secondLook?.reason;
  const [papers, setPapers] = useState<readonly DocumentKind[]>([]);
  const [reasons, setReasons] = useState<readonly RejectReason[]>([]);
  const names = ["fields-missing" as const, ...DOCUMENT_REASONS].slice(0, 10);
  const missing = papers.length === 0 ? t("papersMissing") : reasons.length === 0 ? t("reasonMissing") : null;
  useKey("submit", () => form.current?.requestSubmit(), missing === null, { words: () => t("verb") });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (missing !== null || close.pending) return;
    const answer = await close.run({
      submissionId: item.id,
      end: "papers-asked",
      documents: [...papers],
      reasons: [...reasons],
    });
    if (answer?.ok) onNext();
  };
  const problem = attempt(close);
  return (
    <Dialog
      title={t("title", { number: item.number })}
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <form ref={form} className="hg-form" onSubmit={(event) => void submit(event)} onKeyDown={pickerKeys}>
        <PaperChoice subject={item.subject} chosen={papers} onChange={setPapers} />
        <div className="hg-deed-columns">
          <ReasonPicker
            many
            label={t("why")}
            options={options(names, looked ? [looked] : [])}
            chosen={reasons}
            onChange={setReasons}
          />
          <LetterPreview reasons={reasons} />
        </div>
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          {missing ? <span className="hg-small hg-ink-3 mr-auto self-center">{missing}</span> : null}
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" variant="primary" busy={close.pending} disabled={missing !== null}>
            {t("verb")} <KeyCap of="submit" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
