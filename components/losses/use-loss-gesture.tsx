"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FootAction } from "@/components/patterns/action-foot";
import { useCan } from "@/lib/use-can";
import { GestureDialog } from "./gesture-dialog";

/**
 * The way from a customer into the gesture: the verb for the customer's bar of actions, first because nothing is more
 * urgent, and its dialog. No verb for who may not take reports.
 */
export function useLossGesture(customerId: string) {
  const t = useTranslations("losses.gesture");
  const can = useCan();
  const [open, setOpen] = useState(false);
  const actions: FootAction[] = can("losses.report")
    ? [{ id: "report-loss", label: t("open"), shortcut: "reportLoss", variant: "primary", run: () => setOpen(true) }]
    : [];
  const dialog = open ? <GestureDialog customerId={customerId} onClose={() => setOpen(false)} /> : null;
  return { actions, dialog };
}
