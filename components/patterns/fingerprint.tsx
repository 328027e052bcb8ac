"use client";

import { useTranslations } from "next-intl";

const BARS = 24;

/** Heights 0–15 of the 24 bars of a hex digest: its first 24 digits. Shorter or foreign text gives flat bars. */
export function fingerprintBars(digest: string): readonly number[] {
  return Array.from({ length: BARS }, (_, index) => {
    const value = Number.parseInt(digest[index] ?? "0", 16);
    return Number.isNaN(value) ? 0 : value;
  });
}

/** A digest as a picture: bars that differ from `against` are red; `ends` prints its first and last four digits. */
export function Fingerprint({ digest, against, ends = true }: { digest: string; against?: string; ends?: boolean }) {
  const t = useTranslations("common");
  const bars = fingerprintBars(digest);
  const other = against === undefined ? bars : fingerprintBars(against);
  const short = `${digest.slice(0, 4)} … ${digest.slice(-4)}`;
  return (
    <span className="hg-fingerprint" title={digest}>
      <svg viewBox="0 0 72 12" fill="currentColor" role="img" aria-label={t("fingerprint.label", { digest: short })}>
        {bars.map((value, index) => {
          const height = 2 + (value / 15) * 10;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={index}
              className={value === other[index] ? undefined : "hg-bad"}
              x={index * 3}
              y={12 - height}
              width={2}
              height={height}
            />
          );
        })}
      </svg>
      {ends ? <span aria-hidden="true">{short}</span> : null}
    </span>
  );
}
