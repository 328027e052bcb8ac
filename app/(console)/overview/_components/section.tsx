import type { ReactNode } from "react";
import { SectionHead } from "@/components/patterns/headers";

/** One field of the ruled sheet. */
export function SheetSection(props: {
  title: string;
  note?: ReactNode;
  aside?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={props.wide ? "hg-sheet-two" : undefined} aria-label={props.title}>
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
