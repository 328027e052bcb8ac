"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RuleCitation } from "@/components/controls/rule-citation";
import { Money } from "@/components/patterns/money";
import { LimitBar } from "./limit-bar";
import { type AccountLimits, distinctCaps, shareUsed } from "./limits";

type UsedLine = AccountLimits["lines"][number];
type Basis = readonly UsedLine["basis"][number][];

/** A count, or a sum in yuan, as its line has it. */
export function LimitValue({ name, value }: { name: UsedLine["name"]; value: bigint }) {
  return name === "transfer-count" ? value.toString() : <Money amount={{ minor: value, currency: "CNY" }} />;
}

/** Use against each limit: of the class, of today by verification, and of what was agreed. */
export function LimitTable({ limits }: { limits: AccountLimits }) {
  const t = useTranslations("limits.page");
  const money = (minor: bigint) => <Money amount={{ minor, currency: "CNY" }} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="hg-table-box overflow-x-auto" role="group" aria-label={t("columns.label")} tabIndex={0}>
      <table className="hg-table hg-limit-table" aria-label={t("columns.label")}>
        <thead>
          <tr>
            <th scope="col">{t("columns.limit")}</th>
            <th scope="col" className="hg-num">
              {t("columns.used")}
            </th>
            <th scope="col">
              <span className="hg-sr">{t("columns.share")}</span>
            </th>
            <th scope="col" className="hg-num">
              {t("columns.cap")}
            </th>
            <th scope="col" className="hg-num">
              {t("columns.room")}
            </th>
            <th scope="col">{t("columns.basis")}</th>
          </tr>
        </thead>
        <tbody>
          {distinctCaps(limits.caps).map(({ cap, basis }) => (
            <Row
              key={`${cap.window} ${cap.capMinor}`}
              name={t(`windows.${cap.window}`)}
              used={cap.usedMinor}
              cap={cap.capMinor}
              value={money}
              basis={basis}
            >
              {cap.window === "year" ? t.rich("rolling", { sum: () => money(cap.rollingMinor) }) : null}
              {cap.ownName === "left-out" ? ` ${t("ownName")}` : null}
            </Row>
          ))}
          {limits.lines
            .filter(({ name }) => name !== "free-payment")
            .map(({ name, cap, used, basis }) => (
              <Row
                key={name}
                name={t(`lines.${name}`)}
                used={used}
                cap={cap}
                value={(value) => <LimitValue name={name} value={value} />}
                basis={basis}
              />
            ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: {
  name: string;
  used: bigint;
  cap: bigint;
  value(value: bigint): ReactNode;
  basis: Basis;
  children?: ReactNode;
}) {
  const { used, cap, value } = props;
  return (
    <tr>
      <th scope="row" className="font-normal">
        {props.name}
        {props.children ? <span className="hg-small hg-ink-3 block">{props.children}</span> : null}
      </th>
      <td className="hg-num">
        <b>{value(used)}</b>
      </td>
      <td className="w-40">
        <LimitBar share={shareUsed({ usedMinor: used, capMinor: cap })} />
      </td>
      <td className="hg-num">{value(cap)}</td>
      <td className="hg-num">{value(cap > used ? cap - used : 0n)}</td>
      <td className="hg-small">
        <span className="flex flex-wrap gap-x-2">
          {props.basis.map((rule) => (
            <RuleCitation key={rule.ruleId} rule={rule} />
          ))}
        </span>
      </td>
    </tr>
  );
}
