import { takeNextInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { itemEvent } from "../item";
import { takeNext } from "../next";
import { takenResult } from "../taken";

/** Gives the actor the most urgent item he may work and locks it to him. Refuses as `takeNext` does. */
export const takeNextItem = command({
  name: "worklist.next.take",
  permission: "worklist.work",
  input: takeNextInput,
  subject: ({ queueId }) => ({ type: "work-queue", id: queueId ?? "mine" }),
  async handle(scope, { queueId, kind }) {
    const next = await takeNext(scope, queueId, kind);
    if (!next.ok) return next;
    const { item, woken } = next.value;
    return committed({
      result: takenResult(item),
      audit: [
        itemEvent(item, "worklist.next.take", {
          queue: queueId ?? null,
          lockedUntil: item.lockedUntil,
          version: item.version,
        }),
        ...woken,
      ],
    });
  },
});
