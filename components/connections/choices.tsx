"use client";

/** Several of a few, as boxes to tick. */
export function Choices<Value extends string>(props: {
  legend: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  chosen: readonly Value[];
  onChange(chosen: readonly Value[]): void;
}) {
  const { chosen } = props;
  return (
    <fieldset className="hg-control">
      <legend>{props.legend}</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1">
        {props.options.map(({ value, label }) => (
          <label key={value} className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) =>
                props.onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
