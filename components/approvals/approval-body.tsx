"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Consequence } from "@/components/controls/consequence";
import { useUnionMatrix } from "@/components/controls/matrix";
import type { Proposal } from "@/components/controls/measure";
import { RuleCitation, RuleList } from "@/components/controls/rule-citation";
import { TermText } from "@/components/controls/term-chip";
import { useControlsWords } from "@/components/controls/use-words";
import { Attachments } from "@/components/evidence/attachments";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { EffectLegend, UnionMatrix } from "@/components/patterns/union-matrix";
import { isLive } from "@/domain/controls/model";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import type { ApprovalDetail } from "./approval";

type Props = { item: ApprovalDetail; proposal: Proposal };

/** The maker's grounds and what is asked, the union of measures before and after, and the consequence. */
export function ApprovalBody({ item, proposal, isVoid }: Props & { isVoid: boolean }) {
  const t = useTranslations("approvals.page");
  const format = useFormat();
  const matrix = useUnionMatrix();
  const { account, core } = proposal;
  const view = matrix({
    columns: proposal.columns,
    rows: proposal.rows,
    verb: proposal.verb,
    currency: account.currency,
  });
  const asOf = core ? format.time(core.asOf as Instant) : "";
  return (
    <>
      <div className="hg-split-282">
        <MakerWords item={item} proposal={proposal} />
        <Asked proposal={proposal} />
      </div>
      {item.checkerNote ? (
        <>
          <SectionHead title={t("checkerNote")} />
          <Statement
            text={item.checkerNote}
            by={item.checker ? [<PersonAt key="who" person={item.checker} at={item.endedAt} />] : []}
          />
        </>
      ) : null}
      <SectionHead title={t("union.title")} note={t("union.note")} aside={<EffectLegend />} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section */}
      <div className="overflow-x-auto" role="group" aria-label={t("union.title")} tabIndex={0}>
        <UnionMatrix
          label={t("union.title")}
          measures={view.measures}
          rows={view.rows}
          nowNote={view.nowNote}
          afterNote={view.afterNote}
          isVoid={isVoid}
        />
      </div>
      <SectionHead
        title={t("consequence.title")}
        note={
          core ? t(core.fresh ? "consequence.fresh" : "consequence.asProposed", { time: asOf }) : t("consequence.none")
        }
      />
      {core ? (
        <Consequence
          core={core}
          openItems={proposal.openItems}
          reviewOn={proposal.verb === "restrict" ? proposal.measure.reviewOn : null}
        />
      ) : null}
      <SectionHead title={t("basis")} note={t("basisNote")} ruled />
      <RuleList rules={proposal.basis} />
      <Attachments subject={{ type: "measure", id: proposal.measure.id }} ruled />
    </>
  );
}

function PersonAt({ person, at }: { person: { nameZh: string; nameEn: string }; at: string | null }) {
  const say = useBilingual();
  const format = useFormat();
  return (
    <>
      {say({ zh: person.nameZh, en: person.nameEn })} {at ? format.dateTime(at as Instant) : null}
    </>
  );
}

function MakerWords({ item, proposal }: Props) {
  const t = useTranslations("approvals.page");
  const labels = useTranslations("approvals.labels");
  const apart = item.checker === null || item.checker.id !== item.maker.id;
  return (
    <div>
      <SectionHead title={t("grounds")} />
      <Statement
        text={proposal.note ?? t("noteGone")}
        by={[
          <PersonAt key="who" person={item.maker} at={item.requestedAt} />,
          apart ? (
            <span key="apart" className="hg-done">
              {labels("maker-not-checker")}
            </span>
          ) : null,
        ]}
      />
    </div>
  );
}

function Asked({ proposal }: { proposal: Proposal }) {
  const t = useTranslations("approvals.page.asked");
  const term = useTranslations("controls.page.term");
  const words = useControlsWords();
  const { measure, account, basis } = proposal;
  const facts: Fact[] = [
    {
      id: "measure",
      label: t("measure"),
      value: (
        <Link className="hg-text-link" href={`/controls/${measure.id}`}>
          {measure.number}
        </Link>
      ),
    },
    { id: "reason", label: t("reason"), value: words.reason(proposal.reasonCode) },
    { id: "scope", label: t("scope"), value: words.reach(measure) },
    ...(measure.amountMinor === null
      ? []
      : [
          {
            id: "amount",
            label: t("amount"),
            value: <Money amount={{ minor: measure.amountMinor, currency: account.currency }} showCurrency />,
          },
        ]),
    { id: "term", label: term("endsAt"), value: <TermText measure={measure} live={isLive(measure)} /> },
    { id: "review", label: t("review"), value: measure.reviewOn },
    { id: "basis", label: t("rule"), value: basis[0] ? <RuleCitation rule={basis[0]} /> : null },
  ];
  return (
    <div>
      <SectionHead title={t("title")} aside={t("judgement")} />
      <FactList facts={facts} tight />
    </div>
  );
}
