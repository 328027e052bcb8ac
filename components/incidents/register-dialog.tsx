"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { momentOf } from "@/components/patterns/fields/moment-field";
import { FormDialog } from "@/components/patterns/form-dialog";
import { INCIDENT_KINDS, type IncidentKind, SEVERITIES, type Severity } from "@/domain/incidents/model";
import type { Instant } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { FactsFields, type FactsForm, factsOf } from "./facts-form";
import { Choice, clockOf, Line, Tick } from "./form-parts";

const EMPTY: FactsForm = {
  certainty: "happened",
  systems: [],
  dataKinds: [],
  estimate: "0",
  cause: "unknown",
  what: "",
  why: "",
  harm: "",
};

/** Enters an incident as of when it was found. */
export function RegisterDialog({ now, onEnd }: { now: Instant; onEnd(done: { id: string } | null): void }) {
  const t = useTranslations("incidents.page.forms");
  const words = useTranslations("incidents");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const register = useCommand(client.incidents.register.mutate);
  const [kind, setKind] = useState<IncidentKind>("leak");
  const [severity, setSeverity] = useState<Severity>("general");
  const [cii, setCii] = useState(false);
  const [found, setFound] = useState(clockOf(now));
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [facts, setFacts] = useState(EMPTY);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const discoveredAt = momentOf(found);
    if (discoveredAt === null) return;
    const occurred = { occurredFrom: momentOf(from), occurredTo: momentOf(to) };
    const answer = await register.run({ kind, severity, cii, discoveredAt, ...occurred, ...factsOf(facts) });
    if (answer?.ok) onEnd(answer.result);
  };
  return (
    <FormDialog
      title={t("register.title")}
      verb={t("register.verb")}
      busy={register.pending}
      problem={attempt(register)}
      onSubmit={(event) => void submit(event)}
      onClose={() => onEnd(null)}
      wide
      inTwo
    >
      <p className="hg-hint">{t("register.help")}</p>
      <Choice
        label={t("kind")}
        value={kind}
        options={INCIDENT_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        onChange={setKind}
      />
      <Choice
        label={t("severity")}
        value={severity}
        options={SEVERITIES.map((value) => ({ value, label: words(`severities.${value}`) }))}
        onChange={setSeverity}
      />
      <Tick label={t("cii")} value={cii} onChange={setCii} />
      <Line
        label={t("discoveredDay")}
        type="datetime-local"
        max={clockOf(now)}
        value={found}
        onChange={setFound}
        required
      />
      <Line label={t("occurredFrom")} type="datetime-local" value={from} onChange={setFrom} />
      <Line label={t("occurredTo")} type="datetime-local" value={to} onChange={setTo} />
      <FactsFields value={facts} onChange={setFacts} />
    </FormDialog>
  );
}
