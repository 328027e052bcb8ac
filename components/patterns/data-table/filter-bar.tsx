"use client";

import { Plus, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { KeyCap } from "@/components/ui/keys/key-cap";
import { useKey } from "@/components/ui/keys/key-provider";
import { Popover } from "@/components/ui/popover";
import { DateInput } from "../fields/date-field";
import type { ListUrl } from "./list-url";

/** What a list can be filtered by. A date range uses two keys of the address: `<key>From` and `<key>To`. */
export type FilterField =
  | { kind: "enum"; key: string; label: string; options: readonly { value: string; label: string }[] }
  | { kind: "text"; key: string; label: string; placeholder?: string }
  | { kind: "date-range"; key: string; label: string };

/** The keys of the address that these fields use. */
export function filterKeys(fields: readonly FilterField[]): string[] {
  return fields.flatMap((field) =>
    field.kind === "date-range" ? [`${field.key}From`, `${field.key}To`] : [field.key],
  );
}

export type FilterChip = { id: string; label: string; value: string; keys: readonly string[] };

/** The filters now in force, as chips in words. Values of the address that are no option are left out. */
export function filterChips(fields: readonly FilterField[], filters: Readonly<Record<string, string>>): FilterChip[] {
  return fields.flatMap((field): FilterChip[] => {
    if (field.kind === "date-range") {
      const from = filters[`${field.key}From`];
      const to = filters[`${field.key}To`];
      if (!from && !to) return [];
      const keys = [`${field.key}From`, `${field.key}To`];
      return [{ id: field.key, label: field.label, value: `${from ?? "…"} – ${to ?? "…"}`, keys }];
    }
    const value = filters[field.key];
    if (!value) return [];
    const shown = field.kind === "enum" ? field.options.find((option) => option.value === value)?.label : value;
    return shown === undefined ? [] : [{ id: field.key, label: field.label, value: shown, keys: [field.key] }];
  });
}

/** Search, chips with ×, and the form that adds filters; all of it in the address. `/` goes to the search. */
export function FilterBar(props: {
  url: ListUrl;
  fields: readonly FilterField[];
  search?: FilterField;
  aside?: ReactNode;
}) {
  const t = useTranslations("common");
  const search = useRef<HTMLInputElement>(null);
  useKey("filter", () => search.current?.focus(), props.search !== undefined);
  const { url, fields } = props;
  const chips = filterChips(fields, url.filters);
  const remove = (chip: FilterChip) => url.setFilters(Object.fromEntries(chip.keys.map((key) => [key, null])));
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not in every browser the console serves
    <div className="hg-filters" role="search" aria-label={t("filter.label")}>
      {props.search ? (
        <form
          className="hg-field"
          onSubmit={(event) => {
            event.preventDefault();
            if (props.search) url.setFilters({ [props.search.key]: search.current?.value.trim() ?? "" });
          }}
        >
          <Icon of={Search} small />
          <input
            ref={search}
            key={url.filters[props.search.key] ?? ""}
            defaultValue={url.filters[props.search.key] ?? ""}
            aria-label={props.search.label}
            placeholder={props.search.kind === "text" ? (props.search.placeholder ?? props.search.label) : undefined}
            autoComplete="off"
          />
          <KeyCap of="filter" />
        </form>
      ) : null}
      {chips.map((chip) => (
        <span key={chip.id} className="hg-filter-chip">
          {chip.label} <b>{chip.value}</b>
          <button type="button" aria-label={t("filter.remove", { filter: chip.label })} onClick={() => remove(chip)}>
            <Icon of={X} />
          </button>
        </span>
      ))}
      {fields.length > 0 ? (
        <Popover
          label={t("filter.add")}
          placement="bottom start"
          trigger={(button) => (
            <button type="button" className="hg-filter-chip hg-add" {...button}>
              <Icon of={Plus} />
              {t("filter.add")}
            </button>
          )}
        >
          {(close) => <FilterForm {...props} onDone={close} />}
        </Popover>
      ) : null}
      {chips.length > 1 ? (
        <button type="button" className="hg-text-link" onClick={url.clear}>
          {t("filtered.clear")}
        </button>
      ) : null}
      <span className="hg-grow" />
      {props.aside}
    </div>
  );
}

function FilterForm({ url, fields, onDone }: { url: ListUrl; fields: readonly FilterField[]; onDone(): void }) {
  const t = useTranslations("common");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    url.setFilters(Object.fromEntries(filterKeys(fields).map((key) => [key, String(data.get(key) ?? "").trim()])));
    onDone();
  };
  return (
    <form className="hg-form hg-form-tight" onSubmit={submit}>
      {fields.map((field) => (
        <FilterControl key={field.key} field={field} filters={url.filters} />
      ))}
      <div className="hg-form-actions">
        <Button type="submit" small variant="primary">
          {t("filter.apply")}
        </Button>
      </div>
    </form>
  );
}

function FilterControl({ field, filters }: { field: FilterField; filters: Readonly<Record<string, string>> }) {
  const t = useTranslations("common");
  if (field.kind === "date-range") {
    return (
      <fieldset className="hg-control">
        <legend>{field.label}</legend>
        <span className="hg-range">
          {(["From", "To"] as const).map((end) => (
            <DateInput
              key={end}
              name={`${field.key}${end}`}
              label={t(end === "From" ? "filter.from" : "filter.to")}
              defaultValue={filters[`${field.key}${end}`] ?? ""}
            />
          ))}
        </span>
      </fieldset>
    );
  }
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is one of the two branches inside
    <label className="hg-control">
      <span>{field.label}</span>
      {field.kind === "enum" ? (
        <select name={field.key} className="hg-input" defaultValue={filters[field.key] ?? ""}>
          <option value="">{t("filter.any")}</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input name={field.key} className="hg-input" defaultValue={filters[field.key] ?? ""} autoComplete="off" />
      )}
    </label>
  );
}
