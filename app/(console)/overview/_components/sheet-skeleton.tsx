import { TableSkeleton } from "@/components/patterns/skeleton";

/** The ruled sheet while its figures are on the way. */
export function SheetSkeleton() {
  return (
    <div className="hg-sheet-grid">
      <section className="hg-sheet-two">
        <TableSkeleton rows={5} columns={5} />
      </section>
      {["age", "large-value", "measures", "four-eyes"].map((name) => (
        <section key={name}>
          <TableSkeleton rows={4} columns={3} />
        </section>
      ))}
    </div>
  );
}
