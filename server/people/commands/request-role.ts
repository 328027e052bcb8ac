import { z } from "zod";
import { roleName } from "@/domain/people/schema";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { requestRole as propose } from "../role-requests";
import { lockPerson, lockRights } from "../store";

/** Proposes a role for a person; another administrator checks it. Refuses somebody disabled, and as `grantRole` of the domain. */
export const requestRole = command({
  name: "people.role.request",
  permission: "people.roles.request",
  stepUp: true,
  input: z.object({
    personId: z.uuid(),
    role: roleName,
    endsAt: z.iso.datetime({ offset: true }).nullable().default(null),
  }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, input) {
    await lockRights(scope.tx, scope.actor.programmeId);
    const person = await lockPerson(scope, input.personId);
    if (person.disabled) return refuse("people.person.disabled");
    const endsAt = input.endsAt ? instant(input.endsAt) : null;
    const asked = await propose(scope, { personId: input.personId, role: input.role, endsAt });
    if (!asked.ok) return asked;
    const [first, ...rest] = asked.value.audit;
    if (!first) throw new Error("a proposal without an entry");
    const { approvalId, number, events } = asked.value;
    return committed({ result: { approvalId, number }, audit: [first, ...rest], events });
  },
});
