"use client";

import { Check, Minus, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RuleCitation } from "@/components/controls/rule-citation";
import { Icon } from "@/components/ui/icon";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useFormat } from "@/lib/format/use-format";
import { type BenchFinding, tally } from "./kyc";
import { useFindingWords } from "./use-finding-words";

const MARKS = { fail: X, warn: TriangleAlert, pass: Check, unknown: Minus } as const;
const LOOK = { fail: "hg-bad", warn: "hg-warn", pass: "hg-ok", unknown: "hg-na" } as const;
const ORDER = ["fail", "warn", "unknown", "pass"] as const;

/** What the checks found: failures and doubts with their sentence and rule, what passed in one folded line each. */
export function FindingsPanel({ item }: { item: SubmissionDetail }) {
  const t = useTranslations("kyc.page.findings");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const { findings } = item;
  const count = tally(findings);
  const troubled = findings.some(({ outcome }) => outcome === "fail" || outcome === "warn");
  const rest = findings.filter(({ outcome }) => outcome === "pass" || outcome === "unknown").length;
  const shown = ORDER.filter((outcome) => all || !troubled || outcome === "fail" || outcome === "warn");
  return (
    <section className="hg-bench-findings" aria-label={t("title")}>
      <div className="hg-section-head">
        <h2>{t("title")}</h2>
        {count.fail > 0 ? <b className="hg-late">{t("fail", { count: format.count(count.fail) })}</b> : null}
        {count.warn > 0 ? <b className="hg-wait">{t("warn", { count: format.count(count.warn) })}</b> : null}
        <span>{t("pass", { count: format.count(count.pass) })}</span>
      </div>
      {findings.length === 0 ? <p className="hg-hint px-3">{t("none")}</p> : null}
      <ul className="hg-bench-list">
        {shown.flatMap((outcome) =>
          findings
            .filter((one) => one.outcome === outcome)
            .map((one) => <FindingLine key={keyOf(one)} finding={one} />),
        )}
      </ul>
      {troubled && rest > 0 ? (
        <button
          type="button"
          className="hg-text-link hg-small px-3 py-1"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {t(all ? "fold" : "unfold", { count: rest })}
        </button>
      ) : null}
    </section>
  );
}

/** A check says one thing of the same fields and documents once. */
const keyOf = ({ check, code, fields, documents }: BenchFinding) => [check, code, ...fields, ...documents].join(" ");

function FindingLine({ finding }: { finding: BenchFinding }) {
  const t = useTranslations("kyc.page.findings");
  const checks = useTranslations("kyc.checks");
  const words = useFindingWords();
  const troubled = finding.outcome === "fail" || finding.outcome === "warn";
  const rule = finding.basis[0];
  return (
    <li className={`hg-finding ${LOOK[finding.outcome]}`}>
      <Icon of={MARKS[finding.outcome]} />
      <div>
        <p>
          <span className="hg-sr">{t(`outcomes.${finding.outcome}`)}</span>
          <b>{checks(finding.check)}</b> <span className={troubled ? undefined : "hg-ink-3"}>{words(finding)}</span>
        </p>
        {troubled && rule ? <RuleCitation rule={rule} /> : null}
      </div>
    </li>
  );
}
