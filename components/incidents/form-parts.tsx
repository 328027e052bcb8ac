"use client";

import { wallClockOf } from "@/components/patterns/fields/moment-field";
import type { Instant } from "@/domain/shared/time";

type Base<T> = { label: string; value: T; onChange(value: T): void; required?: boolean; help?: string };

/** Several lines of words. */
export function Words(props: Base<string> & { rows?: number }) {
  return (
    <label className="hg-control">
      <span>{props.label}</span>
      <textarea
        className="hg-input hg-textarea"
        rows={props.rows ?? 2}
        maxLength={4000}
        required={props.required}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.help ? <span className="hg-hint">{props.help}</span> : null}
    </label>
  );
}

/** One line: words, a number, a day, a moment of Shanghai's wall clock. */
export function Line(props: Base<string> & { type?: "text" | "number" | "date" | "datetime-local"; max?: string }) {
  return (
    <label className="hg-control">
      <span>{props.label}</span>
      <input
        className="hg-input"
        type={props.type ?? "text"}
        max={props.max}
        required={props.required}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.help ? <span className="hg-hint">{props.help}</span> : null}
    </label>
  );
}

/** One of a few. */
export function Choice<V extends string>(
  props: Omit<Base<V>, "onChange"> & {
    readonly options: readonly { readonly value: NoInfer<V>; readonly label: string }[];
    readonly onChange: (value: NoInfer<V>) => void;
  },
) {
  return (
    <label className="hg-control">
      <span>{props.label}</span>
      <select
        className="hg-input"
        required={props.required}
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find(({ value }) => value === event.target.value);
          if (chosen) props.onChange(chosen.value);
        }}
      >
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {props.help ? <span className="hg-hint">{props.help}</span> : null}
    </label>
  );
}

/** Yes or no. */
export function Tick(props: Base<boolean>) {
  return (
    <label className="flex items-center gap-2">
      <input type="checkbox" checked={props.value} onChange={(event) => props.onChange(event.target.checked)} />
      <span>{props.label}</span>
    </label>
  );
}

/** Any number of a few. */
export function Ticks<V extends string>(props: {
  legend: string;
  chosen: readonly V[];
  options: readonly { readonly value: V; readonly label: string }[];
  onChange(chosen: V[]): void;
}) {
  const { chosen, onChange } = props;
  return (
    <fieldset className="hg-control">
      <legend>{props.legend}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {props.options.map(({ value, label }) => (
          <Tick
            key={value}
            label={label}
            value={chosen.includes(value)}
            onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** A moment as a field holds it: the wall clock of Shanghai. */
export const clockOf = (at: Instant): string => wallClockOf(at);
