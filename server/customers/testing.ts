import type { PlannedCustomer } from "@/db/seed/customers";
import { fictitiousCreditCode } from "@/db/seed/enterprise-number";
import { type SeededAccount, storeCustomers } from "@/db/seed/store-customers";
import { fictitiousCardNumber } from "@/domain/customers/card-number";
import { localDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, MALL, PAY, type Programme } from "@/server/kernel/testing/house";
import { openItems } from "@/server/worklist/public";

/** What is known of the first customer of `makeRecords`, in clear: none of it may be in an answer. */
export const clear = {
  name: "苏安晏",
  phone: "15400001234",
  document: "99000119900101001X",
  card: fictitiousCardNumber(77),
  core: "9920260000000013",
  address: "云汀省青岚市榆林区望月路8号3室",
} as const;

function planned(of: Partial<PlannedCustomer> & { core: string; card: string }): PlannedCustomer {
  const since = localDate("2025-03-04");
  const { core, card, ...rest } = of;
  return {
    kind: "person",
    name: clear.name,
    phone: clear.phone,
    address: clear.address,
    documentType: "resident-id",
    documentNumber: clear.document,
    validTo: localDate("2031-01-01"),
    occupation: "teacher",
    nationality: "CN",
    since,
    status: "active",
    accounts: [
      {
        coreNumber: core,
        accountClass: 2,
        status: "open",
        openedOn: since,
        openingMinor: 12_300,
        cards: [{ bank: "青岚银行", type: "debit", number: card, boundOn: since }],
      },
    ],
    ...rest,
  };
}

async function store(house: House, programme: Programme, plan: PlannedCustomer): Promise<SeededAccount> {
  const client = await house.pool.connect();
  try {
    const [account] = await storeCustomers(
      house.runtime,
      client,
      { id: programme.programmeId, entity: programme.legalEntityId },
      [plan],
    );
    if (!account) throw new Error("no account");
    return account;
  } finally {
    client.release();
  }
}

/** An open item on a customer; gives its id. */
export async function openItem(
  house: House,
  customerId: string,
  programme: Programme = PAY,
  kind = "large-value",
): Promise<string> {
  const subjectId = newId();
  await inScope(house.runtime, house.system("system:worker", programme), "write", async ({ tx, actor, now }) => {
    await openItems(
      tx,
      actor,
      [{ kind, number: `LV-${subjectId.slice(-6)}`, subjectType: kind, subjectId, customerId }],
      now,
    );
    return { keep: true, value: undefined };
  });
  const [row] = await house.rows<{ id: string }>("select id from work_items where subject_id = $1", [subjectId]);
  return row?.id ?? "";
}

/** Three customers with an account and a card each: two of one programme, one of another. */
export async function makeRecords(
  house: House,
): Promise<{ mine: SeededAccount; neighbour: SeededAccount; theirs: SeededAccount }> {
  const mine = await store(house, PAY, planned({ core: clear.core, card: clear.card }));
  const neighbour = await store(
    house,
    PAY,
    planned({
      name: "顾朗",
      phone: "15400005678",
      documentNumber: "990002199001010029",
      core: "9920260000000026",
      card: fictitiousCardNumber(78),
    }),
  );
  const theirs = await store(
    house,
    MALL,
    planned({
      name: "沈悦",
      phone: "15400009999",
      documentNumber: "990003199001010034",
      core: "9920260000000039",
      card: fictitiousCardNumber(79),
    }),
  );
  return { mine, neighbour, theirs };
}

/** An enterprise of the first programme, with the n-th demonstration code. */
export function makeEnterprise(house: House, of: { name: string; n: number }): Promise<SeededAccount> {
  return store(
    house,
    PAY,
    planned({
      kind: "enterprise",
      name: of.name,
      documentType: "business-licence",
      documentNumber: fictitiousCreditCode(of.n),
      phone: `1541000${String(of.n).padStart(4, "0")}`,
      core: `99202600001000${String(of.n).padStart(2, "0")}`,
      card: fictitiousCardNumber(900 + of.n),
    }),
  );
}
