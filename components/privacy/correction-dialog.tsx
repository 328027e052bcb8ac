"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormDialog } from "@/components/patterns/form-dialog";
import { Flag } from "@/components/patterns/status";
import { Choice, Line, Tick } from "@/components/people/choice";
import { Button, IconButton } from "@/components/ui/button";
import { CORRECTION_FIELDS, type CorrectionField, isIdentityField } from "@/domain/corrections/model";
import { ITEMS_MOST } from "@/domain/corrections/policy";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { DialogProps } from "./simple-dialogs";

type Draft = { readonly key: number; readonly field: CorrectionField; readonly value: string };

const isField = (field: string): field is CorrectionField => (CORRECTION_FIELDS as readonly string[]).includes(field);

function firstDrafts({ asked }: DialogProps["item"]): readonly Draft[] {
  const named = (asked.items ?? []).flatMap(({ field, value }, key) => (isField(field) ? [{ key, field, value }] : []));
  return named.length > 0 ? named : [{ key: 0, field: "phone", value: "" }];
}

/** Fields and the values they ought to have, with the papers that prove it; identity fields wait for a second person. */
export function CorrectionDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.correctionForm");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const propose = useCommand(client.privacy.proposeCorrection.mutate);
  const [drafts, setDrafts] = useState(() => firstDrafts(item));
  const [evidence, setEvidence] = useState<readonly string[]>([]);
  const [empty, setEmpty] = useState(false);
  const send = async () => {
    const items = drafts
      .map(({ field, value }) => ({ field, value: value.trim() }))
      .filter(({ value }) => value !== "");
    if (items.length === 0) return setEmpty(true);
    const answer = await propose.run({ id: item.id, version: item.version, items, evidenceIds: [...evidence] });
    if (answer?.ok) onEnd(answer.result.version);
  };
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={propose.pending}
      problem={attempt(propose) ?? (empty ? t("empty") : null)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onClose={() => onEnd(null)}
      wide
    >
      <Drafts drafts={drafts} onChange={setDrafts} />
      {drafts.some(({ field }) => isIdentityField(field)) ? <p className="hg-hint">{t("second")}</p> : null}
      <EvidenceTicks requestId={item.id} chosen={evidence} onChange={setEvidence} />
    </FormDialog>
  );
}

function Drafts({ drafts, onChange }: { drafts: readonly Draft[]; onChange(next: readonly Draft[]): void }) {
  const t = useTranslations("privacy.page.correctionForm");
  const fields = useTranslations("corrections.fields");
  const change = (key: number, part: Partial<Draft>) =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  return (
    <>
      {drafts.map((draft, place) => (
        <div key={draft.key} className="hg-draft-line">
          <Choice
            label={t("field", { place: place + 1 })}
            value={draft.field}
            onChange={(field) => isField(field) && change(draft.key, { field })}
            options={CORRECTION_FIELDS.map((value) => ({ value, label: fields(value) }))}
          />
          <Line
            label={t("value", { place: place + 1 })}
            type={draft.field.startsWith("document-valid") ? "date" : "text"}
            value={draft.value}
            maxLength={400}
            autoComplete="off"
            onChange={(value) => change(draft.key, { value })}
          />
          {isIdentityField(draft.field) ? <Flag>{t("fourEyes")}</Flag> : <span />}
          <IconButton
            icon={X}
            label={t("remove", { place: place + 1 })}
            disabled={drafts.length === 1}
            onClick={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
          />
        </div>
      ))}
      <div>
        <Button
          small
          icon={Plus}
          disabled={drafts.length >= ITEMS_MOST}
          onClick={() =>
            onChange([...drafts, { key: Math.max(...drafts.map(({ key }) => key)) + 1, field: "address", value: "" }])
          }
        >
          {t("add")}
        </Button>
      </div>
    </>
  );
}

/** The papers that lie with the request, to be named as proof. */
function EvidenceTicks(props: {
  requestId: string;
  chosen: readonly string[];
  onChange(next: readonly string[]): void;
}) {
  const t = useTranslations("privacy.page.correctionForm");
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.evidence.files.queryOptions({ subject: { type: "privacy-request", id: props.requestId } }),
  );
  const ready = (data?.files ?? []).filter(({ state }) => state === "ready");
  return (
    <fieldset className="hg-control">
      <legend>{t("evidence")}</legend>
      {ready.length === 0 ? <p className="hg-hint">{t("noEvidence")}</p> : null}
      {ready.map((file) => (
        <Tick
          key={file.id}
          label={file.name ?? t("unnamed")}
          checked={props.chosen.includes(file.id)}
          onChange={(on) =>
            props.onChange(on ? [...props.chosen, file.id] : props.chosen.filter((other) => other !== file.id))
          }
        />
      ))}
    </fieldset>
  );
}
