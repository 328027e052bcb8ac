import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** A page in panes that meet at hairlines: list (256–384 px) if given, item, side (280–324 px) if given; foot pinned. */
export function SplitItemLayout(props: {
  list?: ReactNode;
  listLabel?: string;
  listWidth?: number;
  header: ReactNode;
  banner?: ReactNode;
  children: ReactNode;
  side?: ReactNode;
  sideLabel?: string;
  sideWidth?: number;
  foot?: ReactNode;
  itemLabel: string;
}) {
  return (
    <div
      className={cx("hg-work", !props.list && "hg-single")}
      style={{
        ...(props.listWidth ? { "--list-w": `${props.listWidth}px` } : {}),
        ...(props.sideWidth ? { "--side-w": `${props.sideWidth}px` } : {}),
      }}
    >
      {props.list ? (
        <section className="hg-pane hg-list-pane" aria-label={props.listLabel}>
          {props.list}
        </section>
      ) : null}
      <section className="hg-pane" aria-label={props.itemLabel}>
        {props.header}
        {props.banner}
        <div className={cx("hg-cols", !props.side && "hg-single")}>
          <div className="hg-pane">
            <Scroll label={props.itemLabel}>{props.children}</Scroll>
          </div>
          {props.side ? (
            <aside className="hg-pane" aria-label={props.sideLabel}>
              <Scroll label={props.sideLabel ?? props.itemLabel}>{props.side}</Scroll>
            </aside>
          ) : null}
        </div>
        {props.foot}
      </section>
    </div>
  );
}

/** A page of one pane: head, filters, and a list that scrolls. */
export function PageLayout(props: { header: ReactNode; children: ReactNode; foot?: ReactNode; label: string }) {
  return (
    <section className="hg-pane hg-page" aria-label={props.label}>
      {props.header}
      <Scroll label={props.label}>{props.children}</Scroll>
      {props.foot}
    </section>
  );
}

/** What scrolls can be reached and scrolled by keyboard. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll box must be reachable by keyboard
    <div className="hg-scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
