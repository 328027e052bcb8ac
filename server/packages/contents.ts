import { sql } from "drizzle-orm";
import type { ToldTable } from "@/domain/packages/disclosure/disclosure";
import { schemaId } from "@/domain/packages/json-schema";
import { PAGE_ROWS, PDF_ROWS_MOST } from "@/domain/packages/policy";
import { csvLine } from "@/domain/shared/csv-line";
import type { Principal } from "@/server/kernel/actor";
import { withGeneralClearance } from "@/server/kernel/general-clearance";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import { OtherSides } from "./other-sides";
import { readablePdf, type Shown } from "./readable";
import { type ToldPage, type ToldRow, toldPage } from "./rows";
import type { StoredPackage } from "./store";
import { schemaOf, type Tells, toldIn } from "./told";
import { wordOf, wordsOf } from "./words";

/** One file of a package, as it comes. */
export type PartSource = { readonly name: string; readonly text: AsyncIterable<string | Buffer> };

type Making = {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly of: StoredPackage;
  readonly signal: AbortSignal;
};

/** Reads with nothing but what everybody may see, whoever the worker is. */
function seen<T>({ runtime, principal, signal }: Making, work: (scope: Scope) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return inScope(runtime, principal, "read", async (scope) => ({
    keep: false,
    value: await work(await withGeneralClearance(scope)),
  }));
}

/** Numbers of the subject's accounts and names of whom data go to, by id. */
function namesOf(making: Making): Promise<ReadonlyMap<string, string>> {
  return seen(making, async ({ tx, actor }) => {
    const { rows } = await tx.execute<{ id: string; name: string }>(sql`select id, number as name from accounts
        where customer_id = ${making.of.customerId}::uuid and programme_id = ${actor.programmeId}
      union all select id, name from sharing_partners where programme_id = ${actor.programmeId}`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  });
}

/** So many rows are written at a time: what is short-lived stays small, and is cleared away while it is young. */
const PIECE_ROWS = 25;

function* piecesOf(rows: readonly ToldRow[]): Generator<readonly ToldRow[]> {
  for (let at = 0; at < rows.length; at += PIECE_ROWS) yield rows.slice(at, at + PIECE_ROWS);
}

/** The files of a package in the order in which they are written, each read a page at a time. */
export class Contents {
  readonly #making: Making;
  readonly #tells: Tells;
  readonly #otherSides: OtherSides;
  readonly #shown = new Map<string, Shown>();
  #names: ReadonlyMap<string, string> = new Map();

  constructor(making: Making) {
    this.#making = making;
    this.#tells = toldIn(making.of.form);
    this.#otherSides = new OtherSides(this.#tells.otherSide);
  }

  /** How many rows were told in all. */
  get rows(): number {
    return [...this.#shown.values()].reduce((sum, { count }) => sum + count, 0);
  }

  async *parts(): AsyncGenerator<PartSource> {
    this.#names = await namesOf(this.#making);
    yield { name: "data.json", text: this.#json() };
    yield { name: "transactions.csv", text: this.#csv() };
    yield { name: "readable.pdf", text: this.#pdf() };
    yield { name: "schema.json", text: this.#schema() };
  }

  async *#rowsOf(table: ToldTable): AsyncGenerator<readonly ToldRow[]> {
    const asked = {
      customerId: this.#making.of.customerId,
      names: this.#names,
      otherSides: this.#otherSides,
      limit: PAGE_ROWS,
    };
    for (let after: readonly string[] | null = null; ; ) {
      const from: readonly string[] | null = after;
      const page: ToldPage = await seen(this.#making, (scope) => toldPage(scope, asked, table, from));
      yield page.rows;
      if (page.next === null) return;
      after = page.next;
    }
  }

  /** Keeps the first rows of a table for the paper, and counts all. */
  #keep(table: ToldTable, rows: readonly ToldRow[]): void {
    const { rows: kept, count } = this.#shown.get(table.as) ?? { rows: [], count: 0 };
    const room = table.table === "transactions" ? 0 : PDF_ROWS_MOST - kept.length;
    const more = room > 0 ? [...kept, ...rows.slice(0, room)] : kept;
    this.#shown.set(table.as, { rows: more, count: count + rows.length });
  }

  async *#json(): AsyncGenerator<string> {
    const { number, form, language, askedAt } = this.#making.of;
    const { document } = wordsOf(language);
    const header = { number, form, institution: document.institution, asOf: askedAt, language };
    yield `{"schema":${JSON.stringify(schemaId(form))},\n"package":${JSON.stringify(header)},\n`;
    yield `"notice":${JSON.stringify(document.notice)},\n"sections":{`;
    for (const [n, { section, tables }] of this.#tells.sections.entries()) {
      yield `${n > 0 ? "," : ""}\n${JSON.stringify(section)}:{`;
      for (const [m, table] of tables.entries()) {
        yield `${m > 0 ? "," : ""}${JSON.stringify(table.as)}:[`;
        let first = true;
        for await (const rows of this.#rowsOf(table)) {
          this.#keep(table, rows);
          for (const piece of piecesOf(rows)) {
            yield `${first ? "\n" : ",\n"}${piece.map((row) => JSON.stringify(row)).join(",\n")}`;
            first = false;
          }
        }
        yield "]";
      }
      yield "}";
    }
    yield "\n}}\n";
  }

  async *#csv(): AsyncGenerator<string> {
    const { language } = this.#making.of;
    const words = wordsOf(language);
    const labels = words.fields as Readonly<Record<string, string>>;
    const table = this.#tells.sections.flatMap(({ tables }) => tables).find((one) => one.table === "transactions");
    const columns = [...(table?.columns ?? []), ...(table ? this.#tells.otherSide : [])];
    yield `\ufeff${csvLine(columns.map(({ told }) => labels[told.as] ?? told.as))}`;
    if (!table) return;
    for await (const rows of this.#rowsOf(table)) {
      for (const piece of piecesOf(rows))
        yield piece
          .map((row) =>
            csvLine(
              columns.map(({ told }) => {
                const value = row[told.as] ?? null;
                if (told.kind === "code" && typeof value === "string") return wordOf(language, told.words ?? "", value);
                if (typeof value === "boolean") return value ? words.yes : words.no;
                return typeof value === "object" ? null : value;
              }),
            ),
          )
          .join("");
    }
  }

  async *#pdf(): AsyncGenerator<Buffer> {
    const { number, form, language, askedAt } = this.#making.of;
    yield await readablePdf({ number, form, language, at: askedAt }, this.#tells.sections, this.#shown);
  }

  async *#schema(): AsyncGenerator<string> {
    yield `${JSON.stringify(schemaOf(this.#making.of.form), null, 2)}\n`;
  }
}
