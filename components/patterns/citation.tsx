"use client";

import { useTranslations } from "next-intl";
import { Popover } from "@/components/ui/popover";
import { StateShape, StatusMark } from "./status";
import type { Tone } from "./tone";

export type RuleStanding = "verified-seed" | "verified" | "secondary" | "unconfirmed";

/** A rule as the screen cites it. `document` and `clause` are in the reader's language; `href` leads to the rulebook. */
export type CitationProps = {
  document: string;
  clause: string;
  title: string;
  status: RuleStanding;
  ruleId?: string;
  version?: number;
  href?: string;
};

const TONE: Readonly<Record<RuleStanding, Tone>> = {
  "verified-seed": "done",
  verified: "done",
  secondary: "idle",
  unconfirmed: "prov",
};

/** Whether what stands for a clause is one: a trap has none, and is cited by what it says. */
export const isClause = (clause: string): boolean => /[^\s–—-]/u.test(clause);

/** 〔document clause〕, hatched before when unconfirmed; pressing it tells the rule's title and standing. */
export function Citation(props: CitationProps) {
  const t = useTranslations("common");
  const words = isClause(props.clause) ? `${props.document} ${props.clause}` : props.title;
  return (
    <span className="hg-cite-box">
      {props.status === "unconfirmed" ? <StateShape tone="prov" /> : null}
      <Popover
        label={t("citation.label", { rule: words })}
        placement="bottom"
        trigger={(button) => (
          <button type="button" className="hg-cite" {...button}>
            {words}
          </button>
        )}
      >
        <div className="hg-pop-head">
          <span>{words}</span>
          <StatusMark tone={TONE[props.status]}>{t(`citation.status.${props.status}`)}</StatusMark>
        </div>
        <p>{props.title}</p>
        {props.status === "unconfirmed" ? <p className="hg-hint">{t("citation.unconfirmedNote")}</p> : null}
        {props.ruleId ? (
          <div className="hg-pop-rule">
            <span className="hg-mono hg-ink-3">
              {props.ruleId}
              {props.version === undefined ? null : ` v${props.version}`}
            </span>
            {props.href ? (
              <a className="hg-text-link" href={props.href}>
                {t("citation.open")}
              </a>
            ) : null}
          </div>
        ) : null}
      </Popover>
    </span>
  );
}
