/** The square with a person's first character. */
export function PersonMark({ name }: { name: string }) {
  return (
    <span className="hg-avatar" aria-hidden="true">
      {[...name.trim()][0] ?? "–"}
    </span>
  );
}
