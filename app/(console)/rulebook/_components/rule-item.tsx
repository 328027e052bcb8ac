"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { PagePath } from "@/components/frame/page-path";
import { Banner } from "@/components/patterns/banner";
import { FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { StateShape, StatusChip } from "@/components/patterns/status";
import type { ruleDetail } from "@/domain/rulebook/schema";
import { useBilingual } from "@/lib/bilingual";
import { useTRPC } from "@/lib/trpc/client";
import { useClause } from "@/lib/use-clause";
import { ProposeChange } from "./propose-change";
import { REACHED_TONE, STATUS_TONE, useRuleWords } from "./rule-words";

type Detail = z.output<typeof ruleDetail>;
type Version = Detail["versions"][number];

/** One rule: what it says in the house's words, its figures, where it stands, the law behind it, every version. */
export function RuleItem({ id }: { id: string }) {
  const t = useTranslations("rulebook");
  const words = useBilingual();
  const clause = useClause();
  const trpc = useTRPC();
  const { data: rule } = useSuspenseQuery(trpc.rulebook.detail.queryOptions({ id }));
  const newest = rule.versions[0];
  if (!newest) return null;
  const { document } = newest;
  const weak = document.state !== "in-force";
  return (
    <SplitItemLayout
      itemLabel={words(newest.title)}
      sideLabel={t("columns.lawBehind")}
      header={
        <>
          <PagePath steps={[rule.id]} />
          <ItemHeader
            title={words(newest.title)}
            state={<StatusChip tone={STATUS_TONE[newest.status]}>{t(`statuses.${newest.status}`)}</StatusChip>}
            who={[`${words(document.title)} ${clause(newest.clause)}`]}
            number={rule.id}
          />
        </>
      }
      banner={
        rule.clash ? (
          <Banner tone="late">{t("item.clashNote", rule.clash)}</Banner>
        ) : weak ? (
          <Banner tone="wait">
            {t(`documentStates.${document.state as "draft"}`)}
            {document.successor ? ` · ${t("successor", { title: words(document.successor.title) })}` : null}
          </Banner>
        ) : undefined
      }
      side={
        <>
          <Linked title={t("columns.lawBehind")} rules={rule.lawBehind} none={t("noLaw")} />
          {rule.traps.length > 0 ? <Linked title={t("item.traps")} rules={rule.traps} none="" ruled /> : null}
          <Enforcement rule={rule} />
          {rule.restedOnBy.length > 0 ? <Linked title={t("restedOnBy")} rules={rule.restedOnBy} none="" ruled /> : null}
        </>
      }
    >
      <ProposeChange ruleId={rule.id} figures={newest.figures} />
      {rule.versions.map((version) => (
        <VersionFacts key={`${version.source} ${version.version}`} version={version} />
      ))}
    </SplitItemLayout>
  );
}

/** How far it reaches, in which tests, and how often it was cited. */
function Enforcement({ rule }: { rule: Detail }) {
  const t = useTranslations("rulebook");
  const { enforcement, citations, measuredOn } = rule;
  return (
    <>
      <SectionHead
        title={t("item.enforced")}
        note={measuredOn ? t("item.measured", { date: measuredOn }) : t("item.notMeasured")}
        ruled
      />
      {enforcement ? (
        <>
          <StatusChip tone={REACHED_TONE[enforcement.reached]}>{t(`reached.${enforcement.reached}`)}</StatusChip>
          <ul className="hg-lines">
            {[...enforcement.tests, ...enforcement.codes].map((place) => (
              <li key={place} className="hg-mono hg-small">
                {place}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <FactList
        tight
        facts={[
          {
            id: "citations",
            label: t("item.citations"),
            value: t(citations.capped ? "item.citedMany" : "item.cited", { count: citations.count }),
          },
        ]}
      />
    </>
  );
}

function VersionFacts({ version }: { version: Version }) {
  const t = useTranslations("rulebook");
  const { figure, valid } = useRuleWords();
  return (
    <section aria-label={t("versionName", { version: version.version })}>
      <SectionHead
        title={t("versionName", { version: version.version })}
        note={t(`sources.${version.source}`)}
        aside={valid(version.validFrom, version.validTo)}
        ruled
      />
      <FactList
        facts={[
          { id: "zh", label: t("titleZh"), value: <span lang="zh-CN">{version.title.zh}</span> },
          { id: "en", label: t("titleEn"), value: <span lang="en">{version.title.en}</span> },
          { id: "status", label: t("columns.status"), value: t(`statusHints.${version.status}`) },
          { id: "kind", label: t("columns.kind"), value: t(`kinds.${version.kind}`) },
          {
            id: "figures",
            label: t("columns.figures"),
            value:
              version.figures.length === 0 ? (
                "–"
              ) : (
                <ul>
                  {version.figures.map((one) => (
                    <li key={one.name}>{figure(one)}</li>
                  ))}
                </ul>
              ),
          },
          ...(version.stance ? [{ id: "stance", label: t("stance"), value: t(`stances.${version.stance}`) }] : []),
          ...(version.required
            ? [{ id: "required", label: t("columns.required"), value: t(`levels.${version.required}`) }]
            : []),
        ]}
      />
    </section>
  );
}

function Linked(props: { title: string; rules: Detail["lawBehind"]; none: string; ruled?: boolean }) {
  const words = useBilingual();
  const clause = useClause();
  return (
    <>
      <SectionHead title={props.title} ruled={props.ruled} />
      {props.rules.length === 0 ? (
        <p className="hg-sheet-nothing">{props.none}</p>
      ) : (
        <ul className="hg-lines hg-lines-tall">
          {props.rules.map((rule) => (
            <li key={rule.id}>
              <Link className="hg-text-link" href={`/rulebook/${rule.id}`}>
                {rule.status === "unconfirmed" ? <StateShape tone="prov" /> : null} {words(rule.title)}
              </Link>
              <span className="hg-ink-3">
                {words(rule.document.title)} {clause(rule.clause)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
