/** The width, in percent, of a value's bar: the line it is held against always stands at half width. */
export function gaugeWidth(value: number, line: number): number {
  if (!(line > 0)) return value > 0 ? 100 : 0;
  return Math.max(0, Math.min(100, (value / line) * 50));
}

/**
 * A value against the line it crossed. `value` and `line` only draw the bar; the words `shown` and `threshold`
 * ("262,800.00", "≥ 200,000") carry the exact figures.
 */
export function Gauge(props: {
  name: string;
  shown: string;
  threshold: string;
  value: number;
  line: number;
  met: boolean;
}) {
  return (
    <div className={props.met ? "hg-gauge hg-over" : "hg-gauge"}>
      <span className="hg-clip">{props.name}</span>
      <b>{props.shown}</b>
      <span className="hg-track" aria-hidden="true">
        <i style={{ width: `${gaugeWidth(props.value, props.line)}%` }} />
      </span>
      <span className="hg-threshold">{props.threshold}</span>
    </div>
  );
}
