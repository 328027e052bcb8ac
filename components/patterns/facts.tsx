"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Fingerprint } from "./fingerprint";

export type Fact = { id: string; label: string; value: ReactNode };

/** Names and values, one under the other. */
export function FactList({ facts, tight }: { facts: readonly Fact[]; tight?: boolean }) {
  return (
    <dl className={tight ? "hg-facts hg-sm" : "hg-facts"}>
      {facts.map((fact) => (
        <div key={fact.id} className="hg-fact">
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What will be different: each line a name and its value, often before → after, in two columns. */
export function ConsequenceList({ left, right }: { left: readonly Fact[]; right: readonly Fact[] }) {
  return (
    <div className="hg-columns">
      {[left, right].map((lines, index) => (
        <dl key={index === 0 ? "left" : "right"}>
          {lines.map((line) => (
            <div key={line.id} className="hg-line">
              <dt>{line.label}</dt>
              <dd>{line.value}</dd>
            </div>
          ))}
        </dl>
      ))}
    </div>
  );
}

/** Before → after. */
export function BeforeAfter({ before, after }: { before: ReactNode; after: ReactNode }) {
  const t = useTranslations("common");
  return (
    <span>
      <span className="hg-sr">{t("change.before")}</span>
      <span>{before}</span>
      <span className="hg-arrow" aria-hidden="true">
        {"→"}
      </span>
      <span className="hg-sr">{t("change.after")}</span>
      <b>{after}</b>
    </span>
  );
}

/** What the maker wrote, who signed it, when. */
export function Statement({ text, by }: { text: string; by: readonly ReactNode[] }) {
  return (
    <div className="hg-statement">
      <blockquote>{text}</blockquote>
      <p className="hg-by">
        {by.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have a fixed order and no identity
          <span key={index}>{part}</span>
        ))}
      </p>
    </div>
  );
}

/** Documents with the digest each was sealed under. */
export function EvidenceList(props: { items: readonly { id: string; name: string; note?: string; digest: string }[] }) {
  return (
    <ul className="hg-evidence">
      {props.items.map((item) => (
        <li key={item.id}>
          <span className="hg-clip">
            {item.name} <span className="hg-ink-3">{item.note}</span>
          </span>
          <Fingerprint digest={item.digest} />
        </li>
      ))}
    </ul>
  );
}

/** The digest the maker signed against the one computed now. */
export function SealCompare({ signed, now }: { signed: string; now: string }) {
  const t = useTranslations("common");
  const same = signed === now;
  return (
    <div className="hg-seal">
      <div>
        <span className="hg-ink-2">{t("seal.signed")}</span>
        <Fingerprint digest={signed} ends={false} />
        <span className="hg-mono hg-ink-3">{`${signed.slice(0, 4)} … ${signed.slice(-4)}`}</span>
      </div>
      <div>
        <span className="hg-ink-2">{t("seal.now")}</span>
        <Fingerprint digest={now} against={signed} ends={false} />
        <span className={same ? "hg-done" : "hg-late"}>{same ? t("seal.same") : t("seal.differs")}</span>
      </div>
    </div>
  );
}

/** The inputs an approval rests on: unchanged ones end in "＝", moved ones say by how much. */
export function SinceList(props: {
  inputs: readonly { id: string; name: string; value: ReactNode; moved?: string }[];
}) {
  const t = useTranslations("common");
  return (
    <dl className="hg-since">
      {props.inputs.map((input) => (
        <div key={input.id}>
          <dt>{input.name}</dt>
          <dd className={input.moved ? "hg-late" : undefined}>{input.value}</dd>
          <dd className={input.moved ? "hg-late" : "hg-ink-3"}>
            {input.moved ?? (
              <>
                <span aria-hidden="true">{"＝"}</span>
                <span className="hg-sr">{t("change.none")}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
