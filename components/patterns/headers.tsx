"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** The head of a page or of a list pane: what it is, a remark, and what can be done here. */
export function PageHeader(props: { title: string; note?: ReactNode; children?: ReactNode; ruled?: boolean }) {
  return (
    <header className={cx("hg-pane-head", props.ruled && "hg-ruled-below")}>
      <h1>{props.title}</h1>
      {props.note ? <span className="hg-small hg-ink-3">{props.note}</span> : null}
      <span className="hg-grow" />
      {props.children}
    </header>
  );
}

/** The same head for every item: title, state, who, number; then the next step in one sentence, and the clock. */
export function ItemHeader(props: {
  title: string;
  state: ReactNode;
  who?: readonly ReactNode[];
  number?: string;
  nextStep?: ReactNode;
  clock?: ReactNode;
  tools?: ReactNode;
}) {
  const t = useTranslations("common");
  return (
    <header className="hg-item-head">
      <div className="hg-line-1">
        <h1>{props.title}</h1>
        {props.state}
        {props.who ? (
          <div className="hg-who hg-clip">
            {props.who.map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have a fixed order and no identity
              <span key={index} className={index === 0 ? "hg-who-name" : undefined}>
                {part}
              </span>
            ))}
          </div>
        ) : null}
        <span className="hg-grow" />
        {props.number ? <span className="hg-mono hg-ink-3">{props.number}</span> : null}
        {props.tools}
      </div>
      {props.nextStep || props.clock ? (
        <div className="hg-line-2">
          <p className="hg-next">
            {props.nextStep ? <span>{t("item.next")}</span> : null}
            <span>{props.nextStep}</span>
          </p>
          {props.clock}
        </div>
      ) : null}
    </header>
  );
}

/** A section's head inside a pane: name, remark, and what stands at the right. */
export function SectionHead(props: { title: string; note?: ReactNode; aside?: ReactNode; ruled?: boolean }) {
  return (
    <div className={cx("hg-section-head", props.ruled && "hg-ruled")}>
      <h2>{props.title}</h2>
      {props.note ? <span>{props.note}</span> : null}
      {props.aside ? <span className="hg-aside">{props.aside}</span> : null}
    </div>
  );
}
