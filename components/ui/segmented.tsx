"use client";

import type { ReactNode } from "react";

export type Segment<T extends string> = { readonly value: T; readonly label: ReactNode; readonly name?: string };

/** A short choice, all of it visible: exactly one is pressed. */
export function Segmented<T extends string>(props: {
  label: string;
  value: T;
  segments: readonly Segment<T>[];
  onChange(value: T): void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot sit in a line of text
    <span className="hg-segmented" role="group" aria-label={props.label}>
      {props.segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === props.value}
          aria-label={segment.name}
          onClick={() => props.onChange(segment.value)}
        >
          {segment.label}
        </button>
      ))}
    </span>
  );
}
