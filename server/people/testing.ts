import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import type { House } from "@/server/kernel/testing/house";

type Person = ReturnType<House["as"]>;

/** The hands of the people desk in tests: its administrators and how proposals are decided. */
export function peopleDesk(house: House) {
  const fresh = async (...all: Person[]) => {
    for (const one of all) await house.stepUp(one);
  };
  return {
    admin: house.as("administrator"),
    other: house.as("administrator", { second: true }),

    /** Gives people a fresh second factor. */
    fresh,

    /** Approves a proposal as somebody who has seen it, with a fresh second factor. */
    async approve(approvalId: string, as: Person) {
      await fresh(as);
      const detail = await house.ask(approvalDetail, { approvalId }, { as });
      return house.run(approveProposal, { approvalId, seenDigest: detail.current?.digest ?? "" }, { as });
    },

    /** The newest proposal of a kind that waits. */
    async waiting(kind: string): Promise<string> {
      const rows = await house.rows<{ id: string }>(
        "select id from approvals where kind = $1 and status = 'pending' order by requested_at desc, id desc limit 1",
        [kind],
      );
      return rows[0]?.id ?? "";
    },
  };
}

export type PeopleDesk = ReturnType<typeof peopleDesk>;
