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
