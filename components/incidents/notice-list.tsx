"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LongTask } from "@/components/patterns/long-task";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { NOTICE_CONTENTS } from "@/domain/incidents/model";
import { NOTICE_BATCH } from "@/domain/incidents/policy";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { IncidentDetail, IncidentNotice } from "./incident";
import { NoticeDialog } from "./notice-dialog";
import { PublishDialog } from "./publish-dialog";

/** The notices to the people concerned, each with what it says, how far it has come and how its letters fared. */
export function NoticeList({ item }: { item: IncidentDetail }) {
  const t = useTranslations("incidents.page.item");
  if (item.notices.length === 0) return <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("noNotices")}</p>;
  return (
    <ul className="grid gap-4 px-(--gutter) pb-3">
      {item.notices.map((notice) => (
        <NoticeEntry key={notice.id} item={item} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeEntry({ item, notice }: { item: IncidentDetail; notice: IncidentNotice }) {
  const t = useTranslations("incidents.page.notice");
  const words = useTranslations("incidents");
  const { delivery } = notice;
  const missing = notice.missing.map((name) => words(`contents.${name as "facts"}`)).join(" · ");
  return (
    <li>
      <p className="hg-small">
        <StatusMark tone={notice.state === "sent" ? "done" : "wait"}>
          {words(`noticeStates.${notice.state}`)}
        </StatusMark>{" "}
        {[
          words(`noticeKinds.${notice.kind}`),
          t("by", { who: notice.savedBy }),
          ...(notice.approvedBy ? [t("approvedBy", { who: notice.approvedBy })] : []),
        ].join(" · ")}
      </p>
      {missing ? <p className="hg-small hg-late">{t("missing", { list: missing })}</p> : null}
      <details className="hg-small">
        <summary>{words("contents.facts")}</summary>
        <dl className="hg-facts">
          {NOTICE_CONTENTS.map((name) => (
            <div key={name} className="hg-fact">
              <dt>{words(`contents.${name}`)}</dt>
              <dd>{notice.zh[name]}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Sending notice={notice} />
      {notice.progress.told > 0 ? (
        <p className="hg-small">
          {t("counts", delivery)}
          {delivery.failed > 0 ? <span className="hg-late"> {t("failed", { count: delivery.failed })}</span> : null}
        </p>
      ) : null}
      {item.may.work ? <NoticeActions item={item} notice={notice} /> : null}
    </li>
  );
}

/** How far a mass notice has come; the rest can be called off. */
function Sending({ notice }: { notice: IncidentNotice }) {
  const t = useTranslations("incidents.page.notice");
  const cancel = useCommand(useTRPCClient().incidents.cancelNotice.mutate);
  const { progress } = notice;
  if (notice.state !== "sending")
    return progress.total > 0 ? (
      <p className="hg-small">{t("of", { told: progress.told, total: progress.total })}</p>
    ) : null;
  return (
    <LongTask
      title={t("progress")}
      step={notice.steps + 1}
      steps={notice.steps + Math.max(1, Math.ceil(progress.left / NOTICE_BATCH))}
      done={progress.told}
      total={progress.total}
      perSecond={progress.perMinute === null ? null : progress.perMinute / 60}
      unit={t("unit")}
      onStop={() => void cancel.run({ noticeId: notice.id, version: notice.version })}
      stopping={cancel.pending}
    />
  );
}

function NoticeActions({ item, notice }: { item: IncidentDetail; notice: IncidentNotice }) {
  const t = useTranslations("incidents.page.notice");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const propose = useCommand(client.incidents.proposeNotice.mutate);
  const start = useCommand(client.incidents.startNotice.mutate);
  const [editing, setEditing] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const seen = { noticeId: notice.id, version: notice.version };
  const problem = attempt(propose) ?? attempt(start);
  const sendable = notice.kind === "individual" && (notice.state === "approved" || notice.state === "stopped");
  return (
    <div className="hg-actions">
      {notice.state === "draft" ? (
        <>
          <Button small onClick={() => setEditing(true)}>
            {t("edit")}
          </Button>
          <Button small busy={propose.pending} onClick={() => void propose.run(seen)}>
            {t("propose")}
          </Button>
        </>
      ) : null}
      {sendable ? (
        <Button small variant="primary" busy={start.pending} onClick={() => void start.run(seen)}>
          {notice.state === "stopped" ? t("again") : t("start")}
        </Button>
      ) : null}
      {notice.kind === "public" && notice.state === "approved" ? (
        <Button small variant="primary" onClick={() => setPublishing(true)}>
          {t("publish")}
        </Button>
      ) : null}
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
      {publishing ? <PublishDialog item={item} notice={notice} onEnd={() => setPublishing(false)} /> : null}
      {editing ? <NoticeDialog item={item} notice={notice} onEnd={() => setEditing(false)} /> : null}
    </div>
  );
}
