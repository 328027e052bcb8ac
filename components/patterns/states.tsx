"use client";

import { Inbox, ListFilter, LockKeyhole, type LucideIcon, RefreshCw, TriangleAlert, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { useFormat } from "@/lib/format/use-format";

/** The shape shared by absence, waiting and failure: what it is, then one way on. */
function Notice(props: {
  icon: LucideIcon;
  tone?: "late" | "wait";
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  urgent?: boolean;
}) {
  return (
    <div className={cx("hg-notice", props.tone && `hg-${props.tone}`)} role={props.urgent ? "alert" : "status"}>
      <Icon of={props.icon} />
      <div>
        {props.title ? <p className="hg-notice-title">{props.title}</p> : null}
        {props.children ? <div className="hg-notice-text">{props.children}</div> : null}
      </div>
      {props.actions ? <div className="hg-actions">{props.actions}</div> : null}
    </div>
  );
}

/** Nothing yet: what this place is for, and the first thing to do. */
export function EmptyState(props: { title: string; text: string; action?: ReactNode }) {
  return (
    <Notice icon={Inbox} title={props.title} actions={props.action}>
      {props.text}
    </Notice>
  );
}

/** Filtered to nothing: the filters in words, and ways out. */
export function FilteredEmpty(props: { filters: readonly { label: string; remove(): void }[]; onClear(): void }) {
  const t = useTranslations("common");
  return (
    <Notice
      icon={ListFilter}
      title={t("filtered.title")}
      actions={
        <>
          {props.filters.slice(0, 2).map((filter) => (
            <Button key={filter.label} small onClick={filter.remove}>
              {t("filtered.remove", { filter: filter.label })}
            </Button>
          ))}
          <Button small variant="plain" onClick={props.onClear}>
            {t("filtered.clear")}
          </Button>
        </>
      }
    >
      {t("filtered.text", { filters: props.filters.map((filter) => filter.label).join(t("filtered.and")) })}
    </Notice>
  );
}

/** What failed, the request's number to quote, and another try. Never a stack, never a query. */
export function ErrorState(props: { title: string; text?: string; requestId?: string; onRetry?: () => void }) {
  const t = useTranslations("common");
  const { requestId } = props;
  const [copied, setCopied] = useState(false);
  return (
    <Notice
      icon={TriangleAlert}
      tone="late"
      urgent
      title={props.title}
      actions={
        <>
          {props.onRetry ? (
            <Button small icon={RefreshCw} onClick={props.onRetry}>
              {t("error.retry")}
            </Button>
          ) : null}
          {requestId ? (
            <Button
              small
              variant="plain"
              onClick={() => navigator.clipboard.writeText(requestId).then(() => setCopied(true))}
            >
              {copied ? t("error.copied") : t("error.copy")}
            </Button>
          ) : null}
        </>
      }
    >
      {props.text}
      {requestId ? ` ${t("error.request", { id: requestId })}` : null}
    </Notice>
  );
}

/** The neutral line: it does not tell whether there is something. */
export function NoPermission() {
  const t = useTranslations("common");
  return <Notice icon={LockKeyhole}>{t("noPermission")}</Notice>;
}

function watchConnection(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}

/** Shows itself while the browser is offline, with how long; otherwise nothing. */
export function OfflineState() {
  const online = useSyncExternalStore(
    watchConnection,
    () => navigator.onLine,
    () => true,
  );
  return online ? null : <OfflineNotice />;
}

function OfflineNotice() {
  const t = useTranslations("common");
  const format = useFormat();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => setSeconds((performance.now() - started) / 1000), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Notice icon={WifiOff} title={t("offline.title", { time: format.duration(seconds) })}>
      {t("offline.text")}
    </Notice>
  );
}
