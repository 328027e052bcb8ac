"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useMemo, useRef } from "react";
import { UploadLine } from "@/components/evidence/upload-line";
import { useUploads } from "@/components/evidence/use-uploads";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { Icon } from "@/components/ui/icon";
import type { DocumentKind, ReadState } from "@/domain/kyc/model";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

const READ_TONE: Readonly<Record<ReadState, Tone>> = {
  missing: "none",
  waiting: "prov",
  read: "done",
  failed: "wait",
  refused: "late",
};

/** Pictures of identity papers that the house can look at. */
const ACCEPT = "image/jpeg,image/png,image/webp,image/heic,application/pdf";

/**
 * While a submission is being collected or read: each announced picture and how far it is; who takes papers in sends the
 * missing ones from here.
 */
export function PapersArriving({ item }: { item: SubmissionDetail }) {
  const t = useTranslations("kyc.page.arriving");
  const words = useTranslations("kyc");
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const attach = useCommand(client.kyc.attach.mutate);
  const kinds = useRef(new Map<File, DocumentKind>());
  const subject = useMemo(() => ({ type: "submission" as const, id: item.id }), [item.id]);
  const uploads = useUploads(subject, (fileId, file) => {
    const kind = kinds.current.get(file);
    if (kind) void attach.run({ submissionId: item.id, kind, fileId });
  });
  const send = (kind: DocumentKind, file: File | undefined) => {
    if (!file) return;
    kinds.current.set(file, kind);
    void uploads.add(file, "identity-proof");
  };
  const sends = item.may.send;
  const problem = attempt(attach);
  return (
    <section className="hg-bench-findings" aria-label={t("title")}>
      <SectionHead title={t("title")} />
      <ul className="hg-bench-papers" aria-live="polite">
        {item.documents.map((one) => (
          <li key={one.id}>
            <StatusMark tone={READ_TONE[one.readState]}>{words(`documents.${one.kind}`)}</StatusMark>
            <span className="hg-small hg-ink-3">{words(`readStates.${one.readState}`)}</span>
            {sends && one.readState !== "waiting" && one.readState !== "read" ? (
              <ChooseFile
                label={t("send", { name: words(`documents.${one.kind}`) })}
                onFile={(file) => send(one.kind, file)}
              >
                {t("choose")}
              </ChooseFile>
            ) : null}
          </li>
        ))}
        {uploads.sendings.map((one) => (
          <UploadLine
            key={one.key}
            sending={one}
            onPause={() => uploads.pause(one.key)}
            onResume={() => uploads.resume(one, "identity-proof")}
            onGiveUp={() => uploads.giveUp(one)}
          />
        ))}
      </ul>
      {problem ? (
        <p className="hg-error px-3" role="alert">
          {problem}
        </p>
      ) : null}
      <p className="hg-hint px-3 pb-2">{t("hint")}</p>
    </section>
  );
}

function ChooseFile(props: { label: string; onFile(file: File | undefined): void; children: string }) {
  const id = useId();
  return (
    <label htmlFor={id} className="hg-button hg-sm">
      <Icon of={FileUp} small />
      <span aria-hidden="true">{props.children}</span>
      <span className="hg-sr">{props.label}</span>
      <input
        id={id}
        type="file"
        className="hg-sr"
        accept={ACCEPT}
        onChange={(event) => {
          props.onFile(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </label>
  );
}
