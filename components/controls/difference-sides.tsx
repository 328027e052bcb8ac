"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { StatusMark } from "@/components/patterns/status";
import { EffectMark } from "@/components/patterns/union-matrix";
import type { DifferenceDetail, DifferenceSide } from "./difference";
import { type HeldMeasure, heldMeasures } from "./held-measures";
import { MEASURE_TONE } from "./measure";
import { useControlsWords } from "./use-words";

/** Both sides beside each other: what each holds the account to, and the measures that come to it. */
export function DifferenceSides({ detail }: { detail: DifferenceDetail }) {
  const t = useTranslations("controls.differences.item");
  const { ours, theirs, account } = detail;
  const more = ours.more + theirs.more;
  return (
    <>
      <SectionHead title={t("effect")} note={t("effectNote")} />
      <Effects ours={ours.effective} theirs={theirs.effective} currency={account.currency} />
      <SectionHead title={t("measures")} />
      <Measures rows={heldMeasures(ours, theirs)} currency={account.currency} />
      {more > 0 ? <p className="hg-small hg-ink-3 px-(--gutter) py-2">{t("more", { count: more })}</p> : null}
    </>
  );
}

type Effective = DifferenceSide["effective"];

/** The account's acts under either side, line by line; a line that differs says so. */
function Effects({ ours, theirs, currency }: { ours: Effective; theirs: Effective; currency: string }) {
  const t = useTranslations("controls.differences.item");
  const aspects = useTranslations("controls.page.effective");
  const words = useControlsWords();
  const mark = (banned: boolean) => <EffectMark effect={{ kind: banned ? "ban" : "free" }} />;
  const line = (id: string, name: string, of: (side: Effective) => ReactNode, same: boolean) => ({
    id,
    name,
    of,
    same,
  });
  const each = <K extends "functions" | "cards">(key: K, name: (target: string) => string) =>
    [...new Set([...ours[key], ...theirs[key]])].map((target) =>
      line(
        `${key} ${target}`,
        name(target),
        (side) => mark(side[key].includes(target)),
        ours[key].includes(target) === theirs[key].includes(target),
      ),
    );
  const lines = [
    line("debit", aspects("debit"), ({ debit }) => mark(debit), ours.debit === theirs.debit),
    line("credit", aspects("credit"), ({ credit }) => mark(credit), ours.credit === theirs.credit),
    line(
      "held",
      aspects("held"),
      ({ amountMinor }) => <Money amount={{ minor: amountMinor, currency }} />,
      ours.amountMinor === theirs.amountMinor,
    ),
    ...each("functions", (name) => words.fn(name)),
    ...each("cards", () => words.scope("card")),
  ];
  return (
    <table className="hg-table" aria-label={t("effect")}>
      <thead>
        <tr>
          <th scope="col">{t("act")}</th>
          <th scope="col">{t("ours")}</th>
          <th scope="col">{t("theirs")}</th>
          <th scope="col">
            <span className="hg-sr">{t("compared")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((one) => (
          <tr key={one.id}>
            <th scope="row" className="font-normal">
              {one.name}
            </th>
            <td>{one.of(ours)}</td>
            <td>{one.of(theirs)}</td>
            <td>{one.same ? null : <StatusMark tone="late">{t("differs")}</StatusMark>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each measure of either side once: how it stands with us, and whether the core holds it. */
function Measures({ rows, currency }: { rows: readonly HeldMeasure[]; currency: string }) {
  const t = useTranslations("controls.differences.item");
  const words = useControlsWords();
  if (rows.length === 0) return <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("noMeasures")}</p>;
  return (
    <table className="hg-table" aria-label={t("measures")}>
      <thead>
        <tr>
          <th scope="col">{t("measure")}</th>
          <th scope="col">{t("ours")}</th>
          <th scope="col">{t("theirs")}</th>
          <th scope="col">
            <span className="hg-sr">{t("compared")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id}>
            <th scope="row" className="font-normal">
              {one.number ? (
                <Link className="hg-text-link hg-mono hg-small" href={`/controls/${one.id}`}>
                  {one.number}
                </Link>
              ) : (
                t("foreign")
              )}{" "}
              {words.reach(one)}{" "}
              {one.amountMinor === null ? null : <Money amount={{ minor: one.amountMinor, currency }} />}
            </th>
            <td>
              {one.state ? (
                <StatusMark tone={MEASURE_TONE[one.state]}>{words.state(one.state)}</StatusMark>
              ) : (
                t("without")
              )}
            </td>
            <td>{one.atCore ? <StatusMark tone="protect">{t("holds")}</StatusMark> : t("without")}</td>
            <td>{one.differs ? <StatusMark tone="late">{t("differs")}</StatusMark> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
