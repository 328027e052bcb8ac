"use client";

import { useTranslations } from "next-intl";
import { type CheckItem, CheckList } from "@/components/patterns/check-row";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { isOpenRequest, type RequestDetail } from "./request";

/** How it stands with who asks: the way it was proven, or what still lacks; nothing is shown or done before. */
export function IdentityPanel({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.identity");
  const words = useTranslations("privacy");
  const checks = useChecks(item);
  return (
    <section aria-label={t("title")}>
      <SectionHead
        title={t("title")}
        note={words(`requesters.${item.requester}`)}
        ruled
        aside={
          item.verifiedAt && item.identityWay ? (
            <StatusMark tone="done">{words(`identity.${item.identityWay}`)}</StatusMark>
          ) : (
            <StatusMark tone={item.code?.stopped ? "late" : "prov"}>
              {t(item.code?.stopped ? "stopped" : "notYet")}
            </StatusMark>
          )
        }
      />
      {checks.length > 0 ? (
        <CheckList checks={checks} />
      ) : (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t(item.verifiedAt ? "nothingMore" : "noneYet")}</p>
      )}
      {isOpenRequest(item) && item.verifiedAt === null ? (
        <p className="hg-hint px-(--gutter) py-2">{t("hint")}</p>
      ) : null}
    </section>
  );
}

function useChecks(item: RequestDetail): CheckItem[] {
  const t = useTranslations("privacy.page.identity");
  const words = useTranslations("privacy.papers");
  const format = useFormat();
  const { papers, code } = item;
  const named = [...new Set([...papers.needed, ...papers.asked, ...papers.seen])];
  return [
    ...(item.verifiedAt
      ? [
          {
            id: "verified",
            outcome: "ok" as const,
            name: t("proven"),
            value: `${item.verifiedBy ?? ""} ${format.dateTime(item.verifiedAt as Instant)}`,
          },
        ]
      : []),
    ...(code ? [codeCheck(code, t, format)] : []),
    ...named.map((paper) => {
      const seen = papers.seen.includes(paper);
      const asked = papers.asked.includes(paper);
      return {
        id: paper,
        outcome: seen ? ("ok" as const) : asked ? ("warn" as const) : ("na" as const),
        name: words(paper),
        value: seen
          ? t("seen")
          : asked && papers.askedAt
            ? t("askedAt", { at: day(papers.askedAt, format) })
            : t("needed"),
      };
    }),
    ...(named.length > 0
      ? [
          {
            id: "files",
            outcome: papers.files > 0 ? ("ok" as const) : ("na" as const),
            name: t("files"),
            value: t("fileCount", { count: papers.files }),
          },
        ]
      : []),
  ];
}

const day = (at: string, format: ReturnType<typeof useFormat>) => format.dateTime(at as Instant);

function codeCheck(
  code: NonNullable<RequestDetail["code"]>,
  t: ReturnType<typeof useTranslations<"privacy.page.identity">>,
  format: ReturnType<typeof useFormat>,
): CheckItem {
  const outcome = code.stopped ? "bad" : code.wrong > 0 ? "warn" : "na";
  return {
    id: "code",
    outcome,
    name: t("code", { at: format.dateTime(code.sentAt as Instant) }),
    value: code.stopped ? t("codeStopped") : t("codeLeft", { wrong: code.wrong, left: code.left }),
  };
}
