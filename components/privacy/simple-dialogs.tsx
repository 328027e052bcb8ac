"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { CodeInput } from "@/components/patterns/code-input";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { Tick } from "@/components/people/choice";
import { PAPER_NAMES, type Paper } from "@/domain/privacy/codes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { RequestDetail } from "./request";

/** What every dialog of a request is given; `onEnd` gets the version the deed made, or null where nothing was done. */
export type DialogProps = { item: RequestDetail; onEnd(version: number | null): void };

const note = z.object({ note: z.string().trim().min(1, "required").max(4000, "tooLong") });

/** Ends a request without an answer: its requester takes it back, or nobody ever proved who he is. */
export function NoteDialog({ item, onEnd, verb }: DialogProps & { verb: "withdraw" | "lapse" }) {
  const t = useTranslations(`privacy.page.${verb}Form`);
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const end = useCommand(client.privacy[verb].mutate);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(note), defaultValues: { note: "" } });
  const submit = handleSubmit(async (given) => {
    const answer = await end.run({ id: item.id, version: item.version, note: given.note });
    if (answer?.ok) onEnd(answer.result.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={end.pending}
      problem={attempt(end)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <p className="hg-hint">{t("hint")}</p>
      <TextAreaField control={control} name="note" label={t("note")} maxLength={4000} required />
    </FormDialog>
  );
}

/** The code as the requester read it out to the desk. */
export function CodeDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.codeForm");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const record = useCommand(client.privacy.recordCode.mutate);
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState(false);
  const send = async () => {
    if (code.length !== 6) return setWrong(true);
    const answer = await record.run({ id: item.id, version: item.version, code });
    if (answer?.ok) onEnd(answer.result.version);
    setCode("");
  };
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={record.pending}
      problem={attempt(record) ?? (wrong ? t("six") : null)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onClose={() => onEnd(null)}
    >
      <p className="hg-hint">{t("hint", { left: item.code?.left ?? 0 })}</p>
      <CodeInput value={code} onChange={setCode} label={t("code")} autoFocus />
    </FormDialog>
  );
}

/** Papers by name, ticked. */
function PaperTicks(props: { chosen: readonly Paper[]; label: string; onChange(next: readonly Paper[]): void }) {
  const words = useTranslations("privacy.papers");
  return (
    <fieldset className="hg-control">
      <legend>{props.label}</legend>
      {PAPER_NAMES.map((paper) => (
        <Tick
          key={paper}
          label={words(paper)}
          checked={props.chosen.includes(paper)}
          onChange={(on) =>
            props.onChange(on ? [...props.chosen, paper] : props.chosen.filter((other) => other !== paper))
          }
        />
      ))}
    </fieldset>
  );
}

/** Asks the requester for papers; from here on the clock stands still. */
export function PapersDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.papersForm");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const ask = useCommand(client.privacy.askPapers.mutate);
  const [papers, setPapers] = useState<readonly Paper[]>(
    item.papers.needed.length > 0 ? item.papers.needed : ["identity-document"],
  );
  const [none, setNone] = useState(false);
  const send = async () => {
    if (papers.length === 0) return setNone(true);
    const answer = await ask.run({ id: item.id, version: item.version, papers: [...papers] });
    if (answer?.ok) onEnd(answer.result.version);
  };
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={ask.pending}
      problem={attempt(ask) ?? (none ? t("none") : null)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onClose={() => onEnd(null)}
    >
      <p className="hg-hint">{t("hint")}</p>
      <PaperTicks label={t("papers")} chosen={papers} onChange={setPapers} />
    </FormDialog>
  );
}

const WAYS = ["counter", "checked-papers"] as const;
const proof = z.object({ way: z.enum(WAYS, "required") });

/** How it was made sure who asks, and which papers were seen. */
export function VerifyDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.verifyForm");
  const words = useTranslations("privacy.identity");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const verify = useCommand(client.privacy.verify.mutate);
  const [papers, setPapers] = useState<readonly Paper[]>([]);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(proof) });
  const submit = handleSubmit(async ({ way }) => {
    const answer = await verify.run({ id: item.id, version: item.version, way, papers: [...papers] });
    if (answer?.ok) onEnd(answer.result.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={verify.pending}
      problem={attempt(verify)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <SelectField
        control={control}
        name="way"
        label={t("way")}
        options={WAYS.map((value) => ({ value, label: words(value) }))}
        required
      />
      <PaperTicks label={t("seen")} chosen={papers} onChange={setPapers} />
      <p className="hg-hint">{t("files", { count: item.papers.files })}</p>
    </FormDialog>
  );
}
