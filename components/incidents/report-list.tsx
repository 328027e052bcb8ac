"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { momentOf } from "@/components/patterns/fields/moment-field";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { REPORT_CHANNELS, type ReportChannel } from "@/domain/incidents/model";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import { DeedDialog } from "./deed-dialog";
import { ProofChoice, useProofs } from "./evidence-choice";
import { Choice, clockOf, Line } from "./form-parts";
import type { IncidentDetail, IncidentReport } from "./incident";
import { reportHref } from "./paths";

/** Every version of what authorities are told: sent with its receipt, or not yet. */
export function ReportList({ item }: { item: IncidentDetail }) {
  const t = useTranslations("incidents.page");
  const words = useTranslations("incidents");
  const format = useFormat();
  const language = useLocale();
  const now = useNow();
  const [sending, setSending] = useState<IncidentReport | null>(null);
  if (item.reports.length === 0) return <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("item.noReports")}</p>;
  return (
    <ul className="hg-small grid gap-2 px-(--gutter) pb-3">
      {item.reports.map((report) => (
        <li key={report.id} className="flex flex-wrap items-center gap-x-3">
          <StatusMark tone={report.sentAt ? "done" : "wait"}>
            {report.sentAt && report.channel
              ? t("report.sent", {
                  at: format.dateTime(report.sentAt as Instant),
                  channel: words(`reportChannels.${report.channel}`),
                })
              : t("report.draft")}
          </StatusMark>
          <span>{words(`authorities.${report.authority}`)}</span>
          <span>{t("report.version", { n: report.sequence })}</span>
          {report.supplement ? <span>{t("report.supplement")}</span> : null}
          {report.missing.length > 0 ? (
            <span className="hg-late">{t("report.missing", { count: report.missing.length })}</span>
          ) : null}
          <a className="hg-text-link" href={reportHref(item.id, report.id, language)} target="_blank" rel="noreferrer">
            {t("report.pdf")}
          </a>
          {item.may.work && !report.sentAt && report.missing.length === 0 ? (
            <Button small onClick={() => setSending(report)}>
              {t("report.record")}
            </Button>
          ) : null}
        </li>
      ))}
      {sending && now ? <SentDialog item={item} report={sending} now={now} onEnd={() => setSending(null)} /> : null}
    </ul>
  );
}

/** Records a report as sent, with its receipt out of the evidence. */
function SentDialog(props: { item: IncidentDetail; report: IncidentReport; now: Instant; onEnd(): void }) {
  const t = useTranslations("incidents.page.forms.record");
  const words = useTranslations("incidents.reportChannels");
  const record = useCommand(useTRPCClient().incidents.recordReport.mutate);
  const proofs = useProofs(props.item.id);
  const [channel, setChannel] = useState<ReportChannel>("platform");
  const [day, setDay] = useState(clockOf(props.now));
  const [chosen, setChosen] = useState("");
  const evidenceId = chosen || (proofs?.[0] ?? "");
  const send = async () => {
    const sentAt = momentOf(day) ?? props.now;
    return (await record.run({ reportId: props.report.id, sentAt, channel, evidenceId }))?.ok === true;
  };
  return (
    <DeedDialog title={t("title")} verb={t("verb")} deed={record} send={send} onEnd={props.onEnd}>
      <Choice
        label={t("channel")}
        value={channel}
        options={REPORT_CHANNELS.map((value) => ({ value, label: words(value) }))}
        onChange={setChannel}
      />
      <Line label={t("day")} type="datetime-local" value={day} max={clockOf(props.now)} onChange={setDay} required />
      <ProofChoice proofs={proofs} label={t("evidence")} none={t("none")} value={evidenceId} onChange={setChosen} />
    </DeedDialog>
  );
}
