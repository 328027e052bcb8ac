"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { OVERRIDE_REASON_NAMES, type OverrideReason } from "@/domain/kyc/codes";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { DeedForm, NoteField } from "./deed-form";
import { ReasonPicker } from "./reason-picker";
import type { Bench } from "./use-bench";
import { useFindingWords } from "./use-finding-words";

/** Proposes acceptance against the failed checks: each of them named, one coded reason, the grounds in words. */
export function OverrideDialog({ item, bench }: { item: SubmissionDetail; bench: Bench }) {
  const t = useTranslations("kyc.page.override");
  const reasons = useTranslations("kyc.overrideReasons");
  const checks = useTranslations("kyc.checks");
  const words = useFindingWords();
  const [chosen, setChosen] = useState<readonly OverrideReason[]>([]);
  const [note, setNote] = useState("");
  const [reason] = chosen;
  const failed = item.findings.filter(({ outcome, check }) => outcome === "fail" && bench.failed.includes(check));
  const missing = reason === undefined ? t("reasonMissing") : note.trim() === "" ? t("groundsMissing") : null;
  return (
    <DeedForm
      title={t("title", { number: item.number })}
      verb={t("verb")}
      bench={bench}
      missing={missing}
      onSubmit={() => reason && void bench.override(reason, note.trim())}
    >
      <section aria-label={t("checks")}>
        <p className="hg-small hg-ink-2">{t("checks")}</p>
        <ul className="hg-small">
          {failed.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings have a fixed order and no identity
            <li key={at} className="hg-late py-0.5">
              <b>{checks(one.check)}</b> {words(one)}
            </li>
          ))}
        </ul>
      </section>
      <ReasonPicker
        label={t("why")}
        options={OVERRIDE_REASON_NAMES.map((value) => ({ value, label: reasons(value) }))}
        chosen={chosen}
        onChange={setChosen}
      />
      <NoteField required value={note} onChange={setNote} />
      <p className="hg-hint">{t("second")}</p>
    </DeedForm>
  );
}
