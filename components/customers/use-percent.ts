"use client";

import { useTranslations } from "next-intl";

/** Basis points as a percentage in words: 3333 → "33.33%"; `about` for a rounded one. */
export function usePercent(): (bp: number, about?: boolean) => string {
  const t = useTranslations("customers.enterprise");
  return (bp, about = false) => {
    const places = String(bp % 100).padStart(2, "0");
    const value = bp % 100 === 0 ? String(bp / 100) : `${Math.floor(bp / 100)}.${places}`;
    return t(about ? "about" : "percent", { value });
  };
}

/** A percentage as people write it, with at most two decimals, in basis points; null for anything else. */
export function basisPoints(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const bp = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return bp >= 1 && bp <= 10_000 ? bp : null;
}
