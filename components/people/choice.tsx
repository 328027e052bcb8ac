"use client";

/** A labelled choice of a form. */
export function Choice(props: {
  label: string;
  value: string;
  onChange(value: string): void;
  options: readonly { readonly value: string; readonly label: string }[];
}) {
  return (
    <label className="hg-control">
      <span>{props.label}</span>
      <select className="hg-input" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A labelled line of a form. */
export function Line(props: {
  label: string;
  value: string;
  onChange(value: string): void;
  type?: "text" | "email" | "date" | "time" | "datetime-local" | "password";
  required?: boolean;
  autoComplete?: string;
  min?: string;
  max?: string;
  maxLength?: number;
}) {
  const { label, onChange, ...rest } = props;
  return (
    <label className="hg-control">
      <span>{label}</span>
      <input className="hg-input" {...rest} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** A labelled tick of a form. */
export function Tick(props: { label: string; checked: boolean; onChange(checked: boolean): void }) {
  return (
    <label className="hg-person">
      <input type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.target.checked)} />
      <span>{props.label}</span>
    </label>
  );
}
