/** A made person or entity of a list file. */
export type MadeEntry = {
  readonly id: string;
  readonly names: readonly string[];
  readonly alias?: readonly string[];
  readonly original?: string;
  readonly numbers?: readonly string[];
  readonly year?: string;
  readonly entity?: boolean;
};

const text = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const PARTS = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

function element({ id, names, alias = [], original, numbers = [], year, entity }: MadeEntry): string {
  const kind = entity ? "ENTITY" : "INDIVIDUAL";
  return [
    `<${kind}><DATAID>${id}</DATAID><VERSIONNUM>1</VERSIONNUM>`,
    ...names.map((name, at) => `<${PARTS[at]}>${text(name)}</${PARTS[at]}>`),
    `<UN_LIST_TYPE>TEST</UN_LIST_TYPE><REFERENCE_NUMBER>T${entity ? "e" : "i"}.${id}</REFERENCE_NUMBER>`,
    "<LISTED_ON>2020-01-02</LISTED_ON>",
    original ? `<NAME_ORIGINAL_SCRIPT>${text(original)}</NAME_ORIGINAL_SCRIPT>` : "",
    ...alias.map(
      (name) => `<${kind}_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>${text(name)}</ALIAS_NAME></${kind}_ALIAS>`,
    ),
    year ? `<INDIVIDUAL_DATE_OF_BIRTH><YEAR>${year}</YEAR></INDIVIDUAL_DATE_OF_BIRTH>` : "",
    ...numbers.map((number) => `<INDIVIDUAL_DOCUMENT><NUMBER>${text(number)}</NUMBER></INDIVIDUAL_DOCUMENT>`),
    `<SORT_KEY/></${kind}>`,
  ].join("");
}

/** A list file of the Security Council's shape, of people and entities that do not exist. */
export function listFile(entries: readonly MadeEntry[], asOf = "2026-10-08T00:00:00.000Z"): Buffer {
  const people = entries.filter(({ entity }) => !entity).map(element);
  const entities = entries.filter(({ entity }) => entity).map(element);
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="${asOf}"><INDIVIDUALS>${people.join("")}</INDIVIDUALS><ENTITIES>${entities.join("")}</ENTITIES></CONSOLIDATED_LIST>`,
  );
}
