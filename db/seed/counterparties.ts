import type pg from "pg";
import { normaliseReference } from "@/domain/customers/normalise";
import { seal } from "@/server/kernel/crypto/envelope";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { newSubjectKey } from "@/server/kernel/vault";
import { type Cell, copyRows } from "./bulk";
import type { Random } from "./random";
import type { Programme } from "./store-customers";
import { FIRM_WORDS, GIVEN, INSTITUTIONS, SURNAMES, TRADES } from "./words";

export type Outside = {
  readonly merchants: readonly string[];
  readonly persons: readonly string[];
  readonly institutions: readonly string[];
};

type Kind = "merchant" | "person" | "institution";

function nameOf(random: Random, kind: Kind, n: number): string {
  if (kind === "institution") return INSTITUTIONS[n % INSTITUTIONS.length] ?? "";
  if (kind === "merchant") return `${random.pick(FIRM_WORDS)}${random.pick(TRADES)}店`;
  return random.pick(SURNAMES) + random.pick(GIVEN) + random.pick(GIVEN);
}

/** Outside parties of transactions: merchants, persons and institutions, each a subject with a key of its own. */
export async function storeCounterparties(
  runtime: Runtime,
  client: pg.PoolClient,
  programme: Programme,
  random: Random,
  counts: Readonly<Record<Kind, number>>,
): Promise<Outside> {
  const at = runtime.clock();
  const rows: Cell[][] = [];
  const keys: Cell[][] = [];
  const index: Cell[][] = [];
  const make = (kind: Kind, count: number) =>
    Array.from({ length: count }, (_, n) => {
      const id = newId();
      const key = newSubjectKey(runtime.keyRing, { type: "counterparty", id, retentionClass: "trade" });
      const reference = `${kind.charAt(0).toUpperCase()}99${String(n + 1).padStart(7, "0")}`;
      const sealed = (column: string, plain: string) =>
        seal(plain, key.key, key.id, { table: "counterparties", column, rowId: id });
      rows.push([
        id,
        programme.id,
        programme.entity,
        kind,
        sealed("ref_sealed", reference),
        sealed("name_sealed", nameOf(random, kind, n)),
        at,
      ]);
      keys.push([key.id, programme.id, programme.entity, "counterparty", id, "trade", key.keyVersion, key.wrapped, at]);
      const value = runtime.blind("external-ref", normaliseReference(reference) ?? reference);
      index.push([programme.id, programme.entity, "external-ref", value, "counterparty", id, "trade"]);
      return id;
    });
  const outside = {
    merchants: make("merchant", counts.merchant),
    persons: make("person", counts.person),
    institutions: make("institution", counts.institution),
  };
  await copyRows(
    client,
    "counterparties",
    ["id", "programme_id", "legal_entity_id", "kind", "ref_sealed", "name_sealed", "created_at"],
    rows,
  );
  await copyRows(
    client,
    "subject_keys",
    [
      "id",
      "programme_id",
      "legal_entity_id",
      "subject_type",
      "subject_id",
      "retention_class",
      "key_version",
      "wrapped",
      "created_at",
    ],
    keys,
  );
  await copyRows(
    client,
    "blind_index",
    ["programme_id", "legal_entity_id", "kind", "value", "subject_type", "subject_id", "retention_class"],
    index,
  );
  return outside;
}
