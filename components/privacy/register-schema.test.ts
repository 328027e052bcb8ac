import { describe, expect, it } from "vitest";
import type { Instant } from "@/domain/shared/time";
import { registerForm, registerInput, timeOf } from "./register-schema";

const filled = {
  type: "deletion",
  document: "payment-policy",
  channel: "phone",
  requester: "subject",
  personName: "",
  personContact: "",
  day: "2026-10-09",
  time: "14:32",
  words: "请删除",
} as const;

describe("the form of a request at the desk", () => {
  it("asks who asks for somebody else", () => {
    expect(registerForm.safeParse(filled).success).toBe(true);
    expect(registerForm.safeParse({ ...filled, requester: "agent" }).success).toBe(false);
    const agent = { ...filled, requester: "agent", personName: "样本乙", personContact: "13900000000" };
    expect(registerForm.safeParse(agent).success).toBe(true);
  });

  it("becomes the command it stands for, in Shanghai's time", () => {
    expect(registerInput({ ...filled, personName: "left over" }, "id", {})).toMatchObject({
      customerId: "id",
      person: null,
      receivedAt: "2026-10-09T06:32:00.000Z",
    });
    expect(timeOf("2026-10-08T16:00:00.000Z" as Instant)).toBe("00:00");
  });
});
