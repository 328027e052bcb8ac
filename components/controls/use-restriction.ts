"use client";

import { useEffect, useRef } from "react";
import type { FieldPath, UseFormSetError } from "react-hook-form";
import { momentOf } from "@/components/patterns/fields/moment-field";
import { useKey } from "@/components/ui/keys/key-provider";
import { isLive } from "@/domain/controls/model";
import { addDays, type Instant, shanghaiDate } from "@/domain/shared/time";
import { type AccountControls, USUAL_REVIEW_DAYS } from "./measure";
import type { CommonForm } from "./restriction-fields";
import { extentOf } from "./restriction-form";
import { usePreview } from "./use-preview";

const PROPOSED = "proposed";

/** What both forms of a restriction start with: money out stopped, no term, the usual day of review. */
export function startingValues(now: Instant): CommonForm {
  const reviewOn = addDays(shanghaiDate(now), USUAL_REVIEW_DAYS);
  return { scope: "debit", amount: "", target: "", card: "", expiresAt: "", reviewOn, note: "" };
}

/** How far the typed restriction reaches, what it would change, and the core's dry run of it. */
export function useTypedRestriction(controls: AccountControls, typed: Partial<CommonForm>) {
  const { account, measures } = controls;
  const extent = extentOf(typed, account.currency);
  const state = usePreview(
    extent && {
      accountId: account.id,
      verb: "restrict",
      scope: extent.scope,
      target: extent.target,
      amountMinor: extent.amountMinor?.toString() ?? null,
      measureId: null,
    },
  );
  const change = extent && { verb: "restrict" as const, measure: { id: PROPOSED, ...extent } };
  return { extent, state, change, live: measures.filter((one) => isLive(one) && one.kind !== "deduction") };
}

/** The reach and the term as the commands take them. */
export function asAsked(values: CommonForm, currency: string) {
  const extent = extentOf(values, currency);
  return {
    scope: values.scope,
    amountMinor: extent?.amountMinor ?? null,
    target: extent?.target ?? null,
    expiresAt: values.expiresAt === "" ? null : momentOf(values.expiresAt),
    reviewOn: values.reviewOn,
    note: values.note,
  };
}

/** Shows the server's "no" at the field it is about. */
export function placeRefusal<T extends CommonForm>(
  field: string | undefined,
  scope: CommonForm["scope"],
  message: string,
  setError: UseFormSetError<T>,
): void {
  const places: Readonly<Record<string, string>> = {
    reviewOn: "reviewOn",
    expiresAt: "expiresAt",
    amountMinor: "amount",
    target: scope === "card" ? "card" : "target",
  };
  const place = places[field ?? ""];
  if (place) setError(place as FieldPath<T>, { message });
}

/** A form that hears Ctrl+Enter and takes the focus as it opens. */
export function useOpenForm() {
  const form = useRef<HTMLFormElement>(null);
  useKey("submit", () => form.current?.requestSubmit());
  useEffect(() => form.current?.querySelector<HTMLElement>("button, input")?.focus(), []);
  return form;
}
