"use client";

import { useTranslations } from "next-intl";
import { BeforeAfter, ConsequenceList, type Fact, FactList } from "@/components/patterns/facts";
import { Money } from "@/components/patterns/money";
import type { LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { CoreFacts } from "./measure";
import { useControlsWords } from "./use-words";

/** Something else that is open about the customer: its kind of work and its number. */
export type OpenMatter = { readonly kind: string; readonly number: string };
type Facts = Omit<CoreFacts, "fresh">;

/** How many payments in flight and standing instructions are told one by one. */
const MOST_LINES = 4;

function useBalanceFacts(core: Facts): readonly Fact[] {
  const t = useTranslations("controls.page.consequence");
  const { currency } = core.balance;
  const line = (id: "available" | "held", before: string, after: string): Fact => ({
    id,
    label: t(id),
    value: (
      <BeforeAfter
        before={<Money amount={{ minor: BigInt(before), currency }} />}
        after={<Money amount={{ minor: BigInt(after), currency }} />}
      />
    ),
  });
  return [
    line("available", core.balance.availableMinor, core.after.availableMinor),
    line("held", core.balance.heldMinor, core.after.heldMinor),
  ];
}

function useFlightFacts(core: Facts): readonly Fact[] {
  const t = useTranslations("controls.page.consequence");
  const words = useControlsWords();
  const { inFlight } = core;
  const lines = inFlight.slice(0, MOST_LINES).map(
    (payment, index): Fact => ({
      id: payment.id,
      label: index === 0 ? t("inFlight", { count: inFlight.length }) : "",
      value: (
        <>
          {words.inFlight(payment.kind)}{" "}
          <Money amount={{ minor: BigInt(payment.amountMinor), currency: core.balance.currency }} />{" "}
          <span className="hg-ink-2">{t(payment.cancellable ? "cancellable" : "settled")}</span>
        </>
      ),
    }),
  );
  return lines.length > 0 ? lines : [{ id: "in-flight", label: t("inFlight", { count: 0 }), value: t("none") }];
}

function useOtherFacts(core: Facts, openItems: readonly OpenMatter[], reviewOn: string | null): readonly Fact[] {
  const t = useTranslations("controls.page.consequence");
  const words = useControlsWords();
  const kinds = useTranslations("worklist.kinds") as unknown as { (path: string): string; has(path: string): boolean };
  const format = useFormat();
  const { standingInstructions: standing } = core;
  const lines = standing.slice(0, MOST_LINES).map(
    (one, index): Fact => ({
      id: one.id,
      label: index === 0 ? t("standing", { count: standing.length }) : "",
      value: (
        <>
          {words.standing(one.kind)} {format.monthDay(one.nextOn as LocalDate)}{" "}
          <span className={one.effect === "will_fail" ? "hg-wait" : "hg-ink-2"}>
            {words.standingEffect(one.effect)}
          </span>
        </>
      ),
    }),
  );
  return [
    ...(lines.length > 0 ? lines : [{ id: "standing", label: t("standing", { count: 0 }), value: t("none") }]),
    {
      id: "linked",
      label: t("linked"),
      value: core.linkedAccounts === 0 ? t("none") : t("linkedUntouched", { count: core.linkedAccounts }),
    },
    ...openItems.slice(0, MOST_LINES).map((one, index) => ({
      id: one.number,
      label: index === 0 ? t("openItems") : "",
      value: (
        <>
          {kinds.has(one.kind) ? kinds(one.kind) : null} <span className="hg-mono">{one.number}</span>
        </>
      ),
    })),
    { id: "notice", label: t("notice"), value: t("noticeByHand") },
    ...(reviewOn ? [{ id: "review", label: t("review"), value: reviewOn }] : []),
  ];
}

/**
 * What the payment core says would happen: money before and after, payments in flight, standing instructions, linked
 * accounts; and what else is open about the customer.
 */
export function Consequence(props: {
  core: Facts;
  openItems?: readonly OpenMatter[];
  reviewOn: string | null;
  narrow?: boolean;
}) {
  const { core } = props;
  const left = [...useBalanceFacts(core), ...useFlightFacts(core)];
  const right = useOtherFacts(core, props.openItems ?? [], props.reviewOn);
  return props.narrow ? <FactList facts={[...left, ...right]} tight /> : <ConsequenceList left={left} right={right} />;
}
