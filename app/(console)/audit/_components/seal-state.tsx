"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Fingerprint } from "@/components/patterns/fingerprint";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";

/** How far the log is sealed: entries, when, the root's fingerprint, and what still waits. */
export function SealState() {
  const t = useTranslations("audit.state");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.audit.state.queryOptions({}));
  if (!data) return null;
  const { head, unsealed } = data;
  if (!head) return <span className="hg-small hg-ink-3">{t("none")}</span>;
  return (
    <span className="hg-seal-state hg-small hg-ink-3">
      <span>{t("sealed", { count: format.count(head.treeSize) })}</span>
      <span>{t("sealedAt", { at: format.time(head.sealedAt as Instant, { seconds: true }) })}</span>
      {unsealed > 0 ? <span className="hg-wait">{t("waiting", { count: format.count(unsealed) })}</span> : null}
      <span className="hg-wide">
        <Fingerprint digest={head.rootHash} />
      </span>
    </span>
  );
}
