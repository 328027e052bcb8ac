import { exportInput } from "@/domain/orders/export-input";
import { command, committed } from "@/server/kernel/command";

/**
 * Allows one export of the register and records it. The answer's `exportId` opens the stream once, for the same actor,
 * within minutes: see server/orders/export.ts.
 */
export const exportRegister = command({
  name: "orders.register.export",
  permission: "orders.export",
  input: exportInput,
  subject: () => ({ type: "order-register", id: "orders" }),
  async handle({ newId }, input) {
    const exportId: string = newId<"export">();
    const { from = null, to = null, language, format } = input;
    return committed({
      result: { exportId, from, to, language, format },
      audit: [
        {
          kind: "orders.register.export",
          subject: { type: "order-register", id: exportId },
          data: { from, to, format },
        },
      ],
    });
  },
});
