/** The mark: a set square and the arc it measures. */
export function BrandMark() {
  return (
    <svg
      className="hg-brand-mark"
      viewBox="0 0 18 18"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
    >
      <path d="M2 16.2V2h14.2" />
      <path d="M2 8.4A7.8 7.8 0 0 1 9.8 16.2" stroke="var(--accent)" />
      <path d="M2 16.2h14.2" strokeWidth="1" />
    </svg>
  );
}
