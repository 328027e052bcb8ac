"use client";

import { useTranslations } from "next-intl";
import { RuleList } from "@/components/controls/rule-citation";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import type { AccountClass } from "@/domain/kyc/model";
import { targetClass } from "@/domain/kyc/outcome";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { isEnded } from "./kyc";
import { useUses } from "./use-uses";

/** The class that acceptance would give, against the one asked for, and what an account of it may do. */
export function ReachedClass({ item }: { item: SubmissionDetail }) {
  const t = useTranslations("kyc.page.class");
  const classes = useTranslations("accounts.class");
  const name = (one: number) => classes(String(one) as "1");
  if (item.subject === "enterprise") return null;
  const { requestedClass, outcomeClass } = item;
  const shown = isEnded(item.state) && outcomeClass === null ? null : item.limits;
  const short =
    !isEnded(item.state) &&
    outcomeClass === null &&
    requestedClass !== null &&
    (item.reachedClass ?? 0) < requestedClass;
  return (
    <>
      <SectionHead title={t("title")} ruled />
      <div className="hg-small px-(--gutter) pb-2">
        <p className="flex flex-wrap gap-x-2">
          <Given item={item} />
          {requestedClass === null ? null : (
            <span className={short ? "hg-late" : "hg-ink-3"}>{t("requested", { name: name(requestedClass) })}</span>
          )}
        </p>
        {shown ? <Limits limits={shown} /> : null}
      </div>
      {shown ? (
        <div className="hg-limits">
          <RuleList rules={shown.basis} />
        </div>
      ) : null}
    </>
  );
}

/** What comes of it in one phrase: the class given, the class it would give, or what the channels carry. */
function Given({ item }: { item: SubmissionDetail }) {
  const t = useTranslations("kyc.page.class");
  const classes = useTranslations("accounts.class");
  const name = (one: number) => classes(String(one) as "1");
  const { outcomeClass, purpose } = item;
  if (outcomeClass !== null) return <span>{t("gave", { name: name(outcomeClass) })}</span>;
  if (isEnded(item.state)) return <span>{t("unchanged")}</span>;
  if (item.reachedClass === null) return <span>{t("none")}</span>;
  const [reached, requestedClass] = [item.reachedClass as AccountClass, item.requestedClass as AccountClass | null];
  const target = targetClass({ purpose, requestedClass, reached });
  if (target !== null) return <span>{t("would", { name: name(target) })}</span>;
  return <span>{t(requestedClass === null ? "keeps" : "short", { name: name(reached) })}</span>;
}

/** Uses and the tightest cap of a class. */
function Limits({ limits }: { limits: NonNullable<SubmissionDetail["limits"]> }) {
  const t = useTranslations("kyc.page.class");
  const classes = useTranslations("accounts.class");
  const uses = useUses();
  return (
    <>
      <p>
        <span className="hg-ink-3">{classes(String(limits.accountClass) as "1")}</span>{" "}
        {t("uses", { uses: uses(limits.uses) })}
      </p>
      <p>
        {t.rich("cap", {
          kind: t(limits.window),
          amount: () => <Money amount={{ minor: limits.capMinor, currency: "CNY" }} showCurrency />,
        })}
      </p>
      {limits.ownName === "left-out" ? <p className="hg-ink-3">{t("ownName")}</p> : null}
    </>
  );
}
