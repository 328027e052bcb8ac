import type { XmlElement } from "libxml2-wasm";
import type { ListedEntry, ParsedList } from "@/domain/screening/model";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type Instant, instant } from "@/domain/shared/time";
import { registerListProvider } from "../providers";

/**
 * Reads the consolidated list of the Security Council from its published XML. Nothing outside the file is ever fetched,
 * and a file that declares entities is refused unread: the list has no use for any. Refuses what is too large, what is not
 * well formed in its own encoding, and what is another document.
 */
export async function parseUnConsolidated(file: Uint8Array): Promise<Result<ParsedList>> {
  if (file.byteLength > SCREENING_POLICY.maxBytes) return refuse("screening.list.too-large");
  const xml = await import("libxml2-wasm");
  const { XML_PARSE_NONET, XML_PARSE_NO_XXE, XML_PARSE_NOERROR, XML_PARSE_NOWARNING } = xml.ParseOption;
  let document: InstanceType<typeof xml.XmlDocument>;
  try {
    document = xml.XmlDocument.fromBuffer(file, {
      option: XML_PARSE_NONET | XML_PARSE_NO_XXE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING,
    });
  } catch {
    return refuse("screening.list.malformed");
  }
  try {
    if (document.dtd) return refuse("screening.list.declares-entities");
    return readRoot(document.root, xml.XmlElement);
  } finally {
    document.dispose();
  }
}

type ElementClass = typeof XmlElement;

function readRoot(root: XmlElement, Element: ElementClass): Result<ParsedList> {
  const asOf = momentOf(root.attr("dateGenerated")?.value);
  if (root.name !== "CONSOLIDATED_LIST" || asOf === null) return refuse("screening.list.wrong-shape");
  const entries: ListedEntry[] = [];
  for (const group of childrenOf(root, Element)) {
    const kind = group.name === "INDIVIDUALS" ? "person" : group.name === "ENTITIES" ? "entity" : null;
    if (kind === null) return refuse("screening.list.wrong-shape");
    for (const element of childrenOf(group, Element)) {
      const entry = entryOf(element, kind, Element);
      if (entry === null) return refuse("screening.list.wrong-shape");
      entries.push(entry);
    }
  }
  return decided({ asOf, entries });
}

function momentOf(text: string | undefined): Instant | null {
  try {
    return text ? instant(text) : null;
  } catch {
    return null;
  }
}

const NAME_PARTS = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];
const OF = {
  person: { element: "INDIVIDUAL", alias: "INDIVIDUAL_ALIAS" },
  entity: { element: "ENTITY", alias: "ENTITY_ALIAS" },
} as const;

/** One listed person or entity; null where it lacks what every entry has. */
function entryOf(element: XmlElement, kind: ListedEntry["kind"], Element: ElementClass): ListedEntry | null {
  if (element.name !== OF[kind].element) return null;
  const parts = new Map<string, XmlElement[]>();
  for (const child of childrenOf(element, Element)) parts.set(child.name, [...(parts.get(child.name) ?? []), child]);
  const one = (name: string) => textOf(parts.get(name)?.[0]);
  const inside = (name: string, ...wanted: string[]) =>
    (parts.get(name) ?? []).flatMap((group) =>
      childrenOf(group, Element)
        .filter((child) => wanted.includes(child.name))
        .flatMap((child) => textOf(child) ?? []),
    );
  const name = NAME_PARTS.flatMap((part) => one(part) ?? []).join(" ");
  const externalId = one("DATAID");
  const reference = one("REFERENCE_NUMBER");
  if (!name || !externalId || !reference) return null;
  const original = one("NAME_ORIGINAL_SCRIPT");
  return {
    externalId,
    kind,
    reference,
    name,
    names: [...new Set([name, ...(original ? [original] : []), ...inside(OF[kind].alias, "ALIAS_NAME")])],
    numbers: [...new Set(inside("INDIVIDUAL_DOCUMENT", "NUMBER"))],
    births: inside("INDIVIDUAL_DATE_OF_BIRTH", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR"),
    nationalities: inside("NATIONALITY", "VALUE"),
    listedOn: /^\d{4}-\d{2}-\d{2}$/.exec(one("LISTED_ON") ?? "")?.[0] ?? null,
  };
}

function childrenOf(element: XmlElement, Element: ElementClass): XmlElement[] {
  const children: XmlElement[] = [];
  for (let node = element.firstChild; node; node = node.next) if (node instanceof Element) children.push(node);
  return children;
}

function textOf(element: XmlElement | undefined): string | null {
  const text = element?.content.replace(/\s+/gu, " ").trim();
  return text ? text : null;
}

registerListProvider({ source: "un-consolidated", parse: parseUnConsolidated });
