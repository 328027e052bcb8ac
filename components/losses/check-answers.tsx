"use client";

import { Check, Minus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { useDigits } from "@/components/ui/keys/use-digits";
import { provesNothing, type Way, weighAnswers } from "@/domain/losses/identity";
import { type Cause, CHECK_ITEMS } from "@/domain/losses/model";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { type Answers, asChecks, nextAnswer } from "./losses";

const ICONS = { matched: Check, "not-matched": X, "not-asked": Minus } as const;

/**
 * What a caller was asked, a digit each: matched, did not match, not asked. What he said is typed nowhere. Says whether it
 * is enough, for a notice or for the end of protection.
 */
export function CheckAnswers(props: {
  cause: Cause;
  answers: Answers;
  onChange(answers: Answers): void;
  forEnding?: boolean;
  /** How the caller is spoken to, where that is known: some answers prove something only there. */
  over?: Way;
  /** Who hears the digits now. */
  listening?: boolean;
}) {
  const t = useTranslations("losses");
  const { cause, answers, onChange, forEnding = false, listening = true, over } = props;
  useDigits((digit) => {
    const item = CHECK_ITEMS[digit - 1];
    if (item) onChange(nextAnswer(answers, item));
  }, listening);
  const { verified } = weighAnswers(
    { cause, checks: asChecks(answers), forEnding, ...(over && { over }) },
    LOSSES_POLICY,
  );
  const unknown = forEnding
    ? t("refusals.restore.not-verified")
    : t("gesture.unknown", { hours: LOSSES_POLICY.stopHours });
  return (
    <fieldset className="hg-loss-checks">
      <legend>
        {t("gesture.checks")} <span className="hg-small hg-ink-3">{t("gesture.checksHint")}</span>
      </legend>
      <ul>
        {CHECK_ITEMS.map((item, at) => {
          const said = answers[item] ?? "not-asked";
          return (
            <li key={item}>
              <button
                type="button"
                className={cx("hg-loss-check", `hg-${said}`)}
                onClick={() => onChange(nextAnswer(answers, item))}
              >
                <kbd>{at + 1}</kbd>
                <Icon of={ICONS[said]} />
                <span>{t(`checks.${item}`)}</span>
                <span className="hg-small hg-ink-3">
                  {said === "matched" && provesNothing(item, cause, LOSSES_POLICY, over)
                    ? t("gesture.worthless")
                    : t(`checkOutcomes.${said}`)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p role="status" className={cx("hg-loss-known", verified && "hg-yes")}>
        {verified && !forEnding ? t("gesture.known") : verified ? t("page.item.verified") : unknown}
      </p>
    </fieldset>
  );
}
