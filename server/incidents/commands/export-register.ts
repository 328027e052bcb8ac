import { exportRegisterInput } from "@/domain/incidents/schema";
import { command, committed } from "@/server/kernel/command";

/** Allows one export of the register and records it: see server/incidents/export.ts. */
export const exportRegister = command({
  name: "incidents.register.export",
  permission: "incidents.read",
  input: exportRegisterInput,
  subject: () => ({ type: "incident-register", id: "incidents" }),
  async handle({ newId }, input) {
    const exportId: string = newId<"export">();
    const { from = null, to = null, language, format } = input;
    return committed({
      result: { exportId, from, to, language, format },
      audit: [
        {
          kind: "incidents.register.export",
          subject: { type: "incident-register", id: exportId },
          data: { from, to, format },
        },
      ],
    });
  },
});
