"use client";

import { useTranslations } from "next-intl";
import { InstructionTable } from "@/components/controls/instruction-table";
import type { AccountControls } from "@/components/controls/measure";
import { MeasureTable } from "@/components/controls/measure-table";
import { UnionPicture } from "@/components/controls/union-picture";
import { WhyRestricted } from "@/components/controls/why-restricted";
import { SectionHead } from "@/components/patterns/headers";
import { groupMeasures } from "./account";

/** What an account may not do now and why, its measures and their union, what waits, and what the core was told. */
export function AccountControlsPart(props: {
  controls: AccountControls;
  /** Cards by id. */
  cards: ReadonlyMap<string, string>;
  proposing: boolean;
  onRelease(measureId: string): void;
}) {
  const { controls, cards } = props;
  const t = useTranslations("accounts.page");
  const instructions = useTranslations("controls.page.instructions");
  const { live, waiting, past } = groupMeasures(controls);
  const { currency } = controls.account;
  const releasable = controls.available.flatMap((one) =>
    one.control === "release" && one.refusal === null && one.measureId ? [one.measureId] : [],
  );
  const release = {
    ids: new Set(releasable),
    first: live.find(({ id }) => releasable.includes(id))?.id ?? null,
    start: props.onRelease,
  };
  return (
    <>
      <SectionHead title={t("effective")} note={t("effectiveNote")} />
      <WhyRestricted measures={live} currency={currency} cards={cards} />
      <SectionHead title={t("live")} note={t("liveNote")} ruled />
      {live.length > 0 ? (
        <UnionPicture
          measures={live}
          effective={controls.effective}
          currency={currency}
          cards={cards}
          {...(releasable.length > 0 && !props.proposing ? { release } : {})}
        />
      ) : (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("liveNone")}</p>
      )}
      {waiting.length > 0 ? (
        <>
          <SectionHead title={t("waiting")} />
          <MeasureTable label={t("waiting")} measures={waiting} currency={currency} />
        </>
      ) : null}
      {past.length > 0 ? (
        <details className="px-0">
          <summary className="hg-small hg-ink-2 px-(--gutter) py-2">{t("pastShow", { count: past.length })}</summary>
          <MeasureTable label={t("past")} measures={past} currency={currency} />
        </details>
      ) : null}
      <SectionHead title={instructions("title")} ruled />
      <InstructionTable instructions={controls.instructions} />
    </>
  );
}
