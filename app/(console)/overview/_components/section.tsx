import type { ReactNode } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { cx } from "@/components/ui/cx";

/** One field of the ruled sheet. */
export function SheetSection(props: {
  title: string;
  note?: ReactNode;
  aside?: ReactNode;
  wide?: boolean;
  tall?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={cx(props.wide && "hg-sheet-two", props.tall && "hg-sheet-tall")} aria-label={props.title}>
      <SectionHead title={props.title} note={props.note} aside={props.aside} />
      {props.children}
    </section>
  );
}

/** Figures in a line: a word and its value. */
export function FactLine({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="hg-fact-line">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A sentence in place of rows. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="hg-sheet-nothing">{children}</p>;
}
