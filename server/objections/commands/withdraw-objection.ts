import { asShown } from "@/domain/objections/decisions";
import { withdrawObjectionInput } from "@/domain/objections/schema";
import { cancelClocks } from "@/server/clocks/public";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { casework, endObjection, loadObjection, OBJECTION, sealedPlace } from "../store";

/** The customer takes an objection back; what he said about it is kept. The measure stays. Refuses one decided or changed. */
export const withdrawObjection = command({
  name: "objections.objection.withdraw",
  permission: "objections.register",
  input: withdrawObjectionInput,
  subject: ({ id }) => ({ type: OBJECTION, id }),
  async handle(scope, { id, version, note }) {
    const { tx, actor, now, vault } = scope;
    const objection = await loadObjection(scope, id, { lock: true });
    const shown = asShown(objection, version);
    if (!shown.ok) return shown;
    const answerSealed = await vault.seal(casework(objection.customerId), sealedPlace(id, "answer_sealed"), note);
    await endObjection(scope, objection, {
      state: "withdrawn",
      late: false,
      rejectReason: null,
      answerSealed,
      narrowerId: null,
    });
    await cancelClocks(tx, actor, { subjectType: OBJECTION, subjectIds: [id] }, now);
    await closeItems(tx, actor, { kind: OBJECTION, subjectIds: [id], as: "cancelled" }, now);
    return committed({
      result: { id, version: objection.version + 1 },
      audit: [
        {
          kind: "objections.objection.withdraw",
          subject: { type: OBJECTION, id },
          data: { number: objection.number, version: objection.version },
        },
      ],
    });
  },
});
