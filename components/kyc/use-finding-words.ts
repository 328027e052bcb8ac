"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { BenchFinding } from "./kyc";

type Words = { (path: string, values?: Readonly<Record<string, string | number>>): string; has(path: string): boolean };

/**
 * The sentence of a finding. Fields and documents it concerns fill `{fields}` and `{documents}` in words; a coded
 * parameter that names a field or a kind of document is worded too.
 */
export function useFindingWords(): (finding: BenchFinding) => string {
  // Codes are not known when this is compiled; a fitness test holds every one of them against the messages.
  const t = useTranslations("kyc") as unknown as Words;
  return useCallback(
    ({ check, code, fields, documents, params }) => {
      const path = `findings.${check}.${code}`;
      if (!t.has(path)) return t(`checks.${check}`);
      const separator = t("page.findings.between");
      const worded = Object.fromEntries(
        Object.entries(params).map(([name, value]) => [name, wordOf(t, name, value, separator)]),
      );
      return t(path, {
        ...worded,
        fields: fields.map((field) => t(`fields.${field}`)).join(separator),
        documents: documents.map((kind) => t(`documents.${kind}`)).join(separator),
      });
    },
    [t],
  );
}

/** Where the words of a coded parameter are, by its name; several codes are joined by commas. */
const PLACES: Readonly<Record<string, string>> = {
  field: "fields",
  fields: "fields",
  missing: "nine",
  document: "documents",
  documents: "documents",
  type: "idTypes",
  channel: "channelTypes",
};

function wordOf(t: Words, name: string, value: string | number, separator: string): string | number {
  const place = PLACES[name];
  if (!place || typeof value === "number") return value;
  return value
    .split(",")
    .map((code) => (t.has(`${place}.${code.trim()}`) ? t(`${place}.${code.trim()}`) : code))
    .join(separator);
}
