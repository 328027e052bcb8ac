"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { StateShape } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { daysBetween, type LocalDate } from "@/domain/shared/time";
import { itemHref } from "@/lib/item-href";
import { useCodeWords } from "./use-code-words";

export type PlanRow = {
  readonly of: string;
  readonly disposition: "now" | "until" | "relationship" | "blocked";
  readonly until: string | null;
  readonly years: number | null;
  readonly basis: readonly { readonly ruleId: string; readonly version: number }[];
  readonly open: readonly {
    readonly code: string;
    readonly number: string | null;
    readonly subject: { readonly type: string; readonly id: string } | null;
  }[];
};

const ORDER = ["now", "until", "relationship", "blocked"] as const;
const TONE: Readonly<Record<PlanRow["disposition"], Tone>> = {
  now: "idle",
  until: "protect",
  relationship: "protect",
  blocked: "wait",
};

/** The plan by what becomes of each class: what goes now, what stays and until when, what waits for something open. */
export function PlanTable({ label, lines, today }: { label: string; lines: readonly PlanRow[]; today: string }) {
  const t = useTranslations("privacy.page.plan");
  const dispositions = useTranslations("retention.dispositions");
  const longest = Math.max(1, ...lines.map((line) => daysKept(line, today)));
  const groups = ORDER.map((disposition) => ({
    disposition,
    rows: lines.filter((line) => line.disposition === disposition),
  })).filter(({ rows }) => rows.length > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="overflow-x-auto" role="group" aria-label={label} tabIndex={0}>
      <table className="hg-table hg-plan" aria-label={label}>
        <thead>
          <tr>
            {(["class", "term", "basis", "remark"] as const).map((head) => (
              <th key={head} scope="col">
                {t(`heads.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ disposition, rows }) => (
          <tbody key={disposition}>
            <tr className={`hg-plan-group hg-${TONE[disposition]}`}>
              <th scope="colgroup" colSpan={2}>
                <StateShape tone={TONE[disposition]} /> {dispositions(disposition)}{" "}
                <span className="hg-ink-3">{t("classes", { count: rows.length })}</span>
              </th>
              <td colSpan={2}>{t(`groupNotes.${disposition}`)}</td>
            </tr>
            {rows.map((line) => (
              <PlanLineRow key={line.of} line={line} share={daysKept(line, today) / longest} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const daysKept = ({ until }: PlanRow, today: string): number =>
  until === null ? 0 : Math.max(0, daysBetween(today as LocalDate, until as LocalDate));

function PlanLineRow({ line, share }: { line: PlanRow; share: number }) {
  const t = useTranslations("privacy.page.plan");
  const classes = useTranslations("retention.classes");
  const holds = useTranslations("privacy.page.plan.holds");
  return (
    <tr>
      <th scope="row">
        {classes(line.of as "identity")}
        <small className="hg-ink-3">{holds(line.of as "identity")}</small>
      </th>
      <td>
        <Term line={line} share={share} />
      </td>
      <td>
        {line.basis.length === 0 ? <span className="hg-ink-3">{"–"}</span> : null}
        <span className="hg-plan-rules">
          {line.basis.map((rule) => (
            <RuleCitation key={rule.ruleId} rule={rule} />
          ))}
        </span>
      </td>
      <td className="hg-ink-2">
        {line.years === null ? null : t("years", { count: line.years })}
        <Blocking line={line} />
      </td>
    </tr>
  );
}

function Term({ line, share }: { line: PlanRow; share: number }) {
  const t = useTranslations("privacy.page.plan");
  if (line.disposition !== "until" || line.until === null) return t(`terms.${line.disposition}`);
  return (
    <span className="hg-plan-term">
      <i aria-hidden="true">
        <b style={{ width: `${Math.round(Math.max(0.04, share) * 100)}%` }} />
      </i>
      {line.until}
    </span>
  );
}

/** What is open and keeps the class, each with the way to it. */
function Blocking({ line }: { line: PlanRow }) {
  const say = useCodeWords();
  if (line.open.length === 0) return null;
  return (
    <ul className="hg-plan-open">
      {line.open.map((one) => {
        const href = one.subject ? itemHref(one.subject.type, one.subject.id) : undefined;
        return (
          <li key={`${one.code} ${one.number ?? ""}`}>
            {say("retention.open", one.code)}{" "}
            {one.number && href ? (
              <Link className="hg-text-link hg-mono" href={href}>
                {one.number}
              </Link>
            ) : one.number ? (
              <span className="hg-mono">{one.number}</span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
