"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Attachments } from "@/components/evidence/attachments";
import { Choice, Line } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { CountryChoice } from "./country-choice";

/** Enters a foreign body's demand; it goes up at once. */
export function RegisterDemandDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("sharing.demand");
  const client = useTRPCClient();
  const register = useCommand(client.sharing.registerDemand.mutate);
  const attempt = useAttemptText();
  const [form, setForm] = useState({ authority: "", country: "", reference: "", receivedOn: "" });
  const set = (key: keyof typeof form) => (value: string) => setForm((was) => ({ ...was, [key]: value }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await register.run(form);
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={register.pending}
      problem={attempt(register)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Line label={t("authority")} value={form.authority} required onChange={set("authority")} />
      <CountryChoice label={t("country")} value={form.country} onChange={set("country")} />
      <Line label={t("reference")} value={form.reference} required onChange={set("reference")} />
      <Line label={t("received")} type="date" value={form.receivedOn} required onChange={set("receivedOn")} />
      <p className="hg-hint">{t("help")}</p>
    </FormDialog>
  );
}

const OUTCOMES = ["rejected", "permitted"] as const;

export type ShownDemand = {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly permission: string | null;
  readonly may: { readonly decide: boolean };
};

/** One demand: its papers, and for who may, the way to decide it. */
export function DemandDialog({ demand, onClose }: { demand: ShownDemand; onClose(): void }) {
  const t = useTranslations("sharing.demand");
  const item = useTranslations("sharing.page.item");
  const [deciding, setDeciding] = useState(false);
  if (deciding) return <DecideDemandDialog demand={demand} onClose={onClose} />;
  return (
    <Dialog
      title={t("shown", { number: demand.number })}
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      {demand.permission ? <p className="hg-hint">{t("permissionOf", { reference: demand.permission })}</p> : null}
      <Attachments subject={{ type: "foreign-demand", id: demand.id }} />
      <div className="hg-form-actions">
        <Button onClick={onClose}>{item("close")}</Button>
        {demand.may.decide ? (
          <Button variant="primary" onClick={() => setDeciding(true)}>
            {t("decideTitle")}
          </Button>
        ) : null}
      </div>
    </Dialog>
  );
}

/** Turns a demand down, or keeps the competent authority's permission. */
function DecideDemandDialog({ demand, onClose }: { demand: { id: string; version: number }; onClose(): void }) {
  const t = useTranslations("sharing.demand");
  const client = useTRPCClient();
  const decide = useCommand(client.sharing.decideDemand.mutate);
  const attempt = useAttemptText();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>("rejected");
  const [permission, setPermission] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { id, version } = demand;
    const answer = await decide.run({ id, version, outcome, permission: permission || null });
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      title={t("decideTitle")}
      verb={t(`outcomes.${outcome}`)}
      busy={decide.pending}
      problem={attempt(decide)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Choice
        label={t("outcome")}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        onChange={(value) => setOutcome(value)}
      />
      {outcome === "permitted" ? (
        <Line label={t("permission")} value={permission} required onChange={setPermission} />
      ) : null}
      <p className="hg-hint">{t("help")}</p>
    </FormDialog>
  );
}
