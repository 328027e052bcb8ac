"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { momentOf } from "@/components/patterns/fields/moment-field";
import { WAIVER_REASON_NAMES, type WaiverReason } from "@/domain/incidents/codes";
import { compareAssessment } from "@/domain/incidents/duties";
import {
  AUTHORITIES,
  type Authority,
  type Duty,
  ENTRY_KINDS,
  type EntryKind,
  REPORT_CONTENTS,
  type ReportContent,
  SEVERITIES,
  type Severity,
} from "@/domain/incidents/model";
import type { Instant } from "@/domain/shared/time";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { DeedDialog } from "./deed-dialog";
import { Choice, clockOf, Line, Tick, Words } from "./form-parts";
import type { IncidentDetail } from "./incident";
import { useKindWords } from "./use-kind-words";

type Props = { item: IncidentDetail; now: Instant; onEnd(): void };
const seenOf = ({ id, version }: IncidentDetail) => ({ id, version });

/** Writes into the log what was done, what is planned, or a note. */
export function EntryDialog({ item, now, onEnd }: Props) {
  const t = useTranslations("incidents.page.forms");
  const words = useTranslations("incidents.entryKinds");
  const add = useCommand(useTRPCClient().incidents.addEntry.mutate);
  const [kind, setKind] = useState<EntryKind>("taken");
  const [day, setDay] = useState(clockOf(now));
  const [said, setSaid] = useState("");
  const send = async () =>
    (await add.run({ ...seenOf(item), kind, at: momentOf(day) ?? now, words: said }))?.ok === true;
  return (
    <DeedDialog title={t("entry.title")} verb={t("entry.verb")} deed={add} send={send} onEnd={onEnd}>
      <Choice
        label={t("entry.kind")}
        value={kind}
        options={ENTRY_KINDS.map((value) => ({ value, label: words(value) }))}
        onChange={setKind}
      />
      <Line label={t("entry.day")} type="datetime-local" value={day} onChange={setDay} />
      <Words label={t("entry.words")} value={said} onChange={setSaid} rows={4} required />
    </DeedDialog>
  );
}

/** Another severity: a graver one holds at once, a lesser one goes to a second person. */
export function SeverityDialog({ item, onEnd }: Props) {
  const t = useTranslations("incidents.page.forms");
  const words = useTranslations("incidents.severities");
  const client = useTRPCClient();
  const raise = useCommand(client.incidents.raise.mutate);
  const lower = useCommand(client.incidents.lower.mutate);
  const [severity, setSeverity] = useState<Severity>(item.severity);
  const [cii, setCii] = useState(item.cii);
  const [note, setNote] = useState("");
  const lesser = compareAssessment(item, { severity, cii }) === "lesser";
  const asked = { ...seenOf(item), severity, cii, note };
  const send = async () => (await (lesser ? lower.run(asked) : raise.run(asked)))?.ok === true;
  return (
    <DeedDialog
      title={t("severityForm.title", { number: item.number })}
      verb={lesser ? t("severityForm.lower") : t("severityForm.raise")}
      deed={lesser ? lower : raise}
      send={send}
      onEnd={onEnd}
    >
      <p className="hg-hint">{t("severityForm.help")}</p>
      <Choice
        label={t("severity")}
        value={severity}
        options={SEVERITIES.map((value) => ({ value, label: words(value) }))}
        onChange={setSeverity}
      />
      <Tick label={t("cii")} value={cii} onChange={setCii} />
      <Words label={t("severityForm.note")} value={note} onChange={setNote} required />
    </DeedDialog>
  );
}

/** Another version of what an authority is told. */
export function ReportDialog({ item, onEnd }: Props) {
  const t = useTranslations("incidents.page.forms.report");
  const words = useTranslations("incidents");
  const save = useCommand(useTRPCClient().incidents.saveReport.mutate);
  const kindWords = useKindWords();
  const [authority, setAuthority] = useState<Authority>("cac");
  const [said, setSaid] = useState<Record<ReportContent, string>>({
    kinds: item.dataKinds.map(kindWords).join(t("and")),
    cause: item.why,
    harm: item.harm,
    measures: "",
    selfHelp: "",
    contact: "",
  });
  const send = async () => (await save.run({ ...seenOf(item), authority, ...said }))?.ok === true;
  return (
    <DeedDialog title={t("title")} verb={t("verb")} deed={save} send={send} onEnd={onEnd} wide>
      <Choice
        label={t("authority")}
        value={authority}
        options={AUTHORITIES.map((value) => ({ value, label: words(`authorities.${value}`) }))}
        onChange={setAuthority}
      />
      {REPORT_CONTENTS.map((name) => (
        <Words
          key={name}
          label={words(`reportContents.${name}`)}
          value={said[name]}
          onChange={(text) => setSaid({ ...said, [name]: text })}
        />
      ))}
    </DeedDialog>
  );
}

/** Proposes that whoever is untold is spared. */
export function SpareDialog({ item, onEnd }: Props) {
  const t = useTranslations("incidents.page.forms.spare");
  const spare = useCommand(useTRPCClient().incidents.spare.mutate);
  const [avoided, setAvoided] = useState(false);
  const [note, setNote] = useState("");
  const send = async () => (await spare.run({ ...seenOf(item), avoided, note }))?.ok === true;
  return (
    <DeedDialog title={t("title")} verb={t("verb")} deed={spare} send={send} onEnd={onEnd}>
      <Tick label={t("avoided")} value={avoided} onChange={setAvoided} />
      <Words label={t("note")} value={note} onChange={setNote} rows={4} required />
    </DeedDialog>
  );
}

/** Records that an authority need not be told, with the ground. */
export function WaiveDialog({ item, onEnd }: Props) {
  const t = useTranslations("incidents.page.forms.waive");
  const words = useTranslations("incidents");
  const waive = useCommand(useTRPCClient().incidents.waiveDuty.mutate);
  const open = item.duties.filter(({ duty, state }) => state === "running" && duty !== "subjects");
  const [duty, setDuty] = useState<Duty>(open[0]?.duty ?? "pboc");
  const [reason, setReason] = useState<WaiverReason>("told-together");
  const [note, setNote] = useState("");
  const send = async () => (await waive.run({ ...seenOf(item), duty, reason, note }))?.ok === true;
  return (
    <DeedDialog title={t("title")} verb={t("verb")} deed={waive} send={send} onEnd={onEnd}>
      <p className="hg-hint">{t("help")}</p>
      <Choice
        label={t("duty")}
        value={duty}
        options={open.map((one) => ({ value: one.duty, label: words(`duties.${one.duty}`) }))}
        onChange={setDuty}
      />
      <Choice
        label={t("reason")}
        value={reason}
        options={WAIVER_REASON_NAMES.map((value) => ({ value, label: words(`waivers.${value}`) }))}
        onChange={setReason}
      />
      <Words label={t("note")} value={note} onChange={setNote} required />
    </DeedDialog>
  );
}

/** Closes an incident with what is learned of it. */
export function CloseDialog({ item, onEnd }: Props) {
  const t = useTranslations("incidents.page.forms.close");
  const close = useCommand(useTRPCClient().incidents.close.mutate);
  const [lessons, setLessons] = useState("");
  const send = async () => (await close.run({ ...seenOf(item), lessons }))?.ok === true;
  return (
    <DeedDialog title={t("title", { number: item.number })} verb={t("verb")} deed={close} send={send} onEnd={onEnd}>
      <Words label={t("lessons")} value={lessons} onChange={setLessons} rows={4} required />
    </DeedDialog>
  );
}
