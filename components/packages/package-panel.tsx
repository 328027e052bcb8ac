"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RuleList } from "@/components/controls/rule-citation";
import { type Fact, FactList } from "@/components/patterns/facts";
import { Fingerprint } from "@/components/patterns/fingerprint";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { PACKAGE_TONE, type PackageDetail } from "./package";
import { PackageDeeds } from "./package-deeds";

/** While it is being made it is looked at again this often, in milliseconds. */
const MAKING_MS = 1_500;

/** A package as its request shows it: how far it is, what it holds, how long it may be fetched and who fetched it. */
export function PackagePanel({ title, pack, waits }: { title: string; pack: { id: string } | null; waits: string }) {
  const can = useCan();
  if (!pack || !can("packages.read"))
    return (
      <>
        <SectionHead title={title} ruled />
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{waits}</p>
      </>
    );
  return <KnownPackage title={title} id={pack.id} />;
}

function KnownPackage({ title, id }: { title: string; id: string }) {
  const t = useTranslations("packages");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.packages.detail.queryOptions({ id }),
    refetchInterval: ({ state }) => (state.data?.state === "building" ? MAKING_MS : false),
  });
  const item = query.data;
  return (
    <section aria-label={title}>
      <SectionHead
        title={title}
        {...(item ? { note: item.number } : {})}
        ruled
        aside={item ? <StatusMark tone={PACKAGE_TONE[item.state]}>{t(`states.${item.state}`)}</StatusMark> : null}
      />
      {query.error ? (
        <QueryProblem what={t("page.itemFailed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {item ? <PackageFacts item={item} /> : null}
    </section>
  );
}

/** What a package is and how it stands; while it is made, its progress. */
export function PackageFacts({ item }: { item: PackageDetail }) {
  const t = useTranslations("packages");
  const format = useFormat();
  const moment = (at: string) => format.dateTime(at as Instant);
  if (item.state === "building")
    return (
      <div className="px-(--gutter) pb-3">
        <p className="hg-small hg-ink-2 pb-1">{t("page.making", { tries: item.tries })}</p>
        <progress className="hg-progress" aria-label={t("states.building")} />
      </div>
    );
  const facts: Fact[] = [
    { id: "form", label: t("page.form"), value: t(`forms.${item.form}`) },
    ...(item.readyAt ? [{ id: "ready", label: t("page.ready"), value: moment(item.readyAt) }] : []),
    ...(item.openUntil
      ? [
          {
            id: "until",
            label: t("page.until"),
            value: (
              <>
                {moment(item.openUntil)} <span className="hg-ink-3">{t("page.destroyed")}</span>
              </>
            ),
          },
        ]
      : []),
    {
      id: "downloads",
      label: t("page.downloads"),
      value: t("page.downloadsOf", { count: item.downloads, most: item.downloadsMost }),
    },
    ...(item.code
      ? [
          {
            id: "code",
            label: t("page.code"),
            value: item.code.stands ? t("page.codeUntil", { at: moment(item.code.until) }) : t("page.codeSpent"),
          },
        ]
      : []),
    ...(item.failure ? [{ id: "failure", label: t("page.failure"), value: t(`failures.${item.failure}`) }] : []),
    ...(item.bytes === null ? [] : [{ id: "bytes", label: t("page.size"), value: format.bytes(item.bytes) }]),
    ...(item.sha256 ? [{ id: "sha", label: t("page.digest"), value: <Fingerprint digest={item.sha256} /> }] : []),
  ];
  return (
    <>
      <FactList facts={facts} />
      <Parts item={item} />
      <PackageDeeds item={item} />
      <Taken item={item} />
    </>
  );
}

function Parts({ item }: { item: PackageDetail }) {
  const format = useFormat();
  if (item.parts.length === 0) return null;
  return (
    <ul className="hg-small grid gap-1 px-(--gutter) pb-2">
      {item.parts.map((part) => (
        <li key={part.name} className="flex flex-wrap gap-x-3">
          <span className="hg-mono">{part.name}</span>
          <span className="hg-ink-3">{format.bytes(part.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Who fetched it, when and how. */
function Taken({ item }: { item: PackageDetail }) {
  const t = useTranslations("packages");
  const format = useFormat();
  if (item.taken.length === 0) return null;
  return (
    <ul className="hg-small grid gap-1 px-(--gutter) pb-2" aria-label={t("page.taken")}>
      {item.taken.map((one) => (
        <li key={one.at} className="flex flex-wrap gap-x-3">
          <span className="hg-ink-3">{format.dateTime(one.at as Instant)}</span>
          <span>{t(`ways.${one.way}`)}</span>
          <span>{one.by}</span>
        </li>
      ))}
    </ul>
  );
}

/** The rules a package stands on. */
export function PackageBasis({ item }: { item: PackageDetail }) {
  const t = useTranslations("packages.page");
  return (
    <>
      <SectionHead title={t("basis")} ruled />
      <RuleList rules={item.basis} />
    </>
  );
}
