import { describe, expect, it } from "vitest";
import { submitInput } from "@/domain/kyc/intake";
import { instant } from "@/domain/shared/time";
import { announced, type Draft, EMPTY_DRAFT, fieldOfPath, handedIn, minuteOf, wrongFields } from "./intake-draft";
import { NEW_OWNER } from "./owners-draft";

const draft = (over: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, ...over });
const NOW = instant("2026-10-09T06:32:00.000Z");

describe("what is entered at the desk", () => {
  it("names fields that are not in their form, and leaves empty ones alone", () => {
    const declared = { name: " ", idValidTo: "2031-02-30", birthDate: "1998-06-14", nationality: "China", phone: "" };
    expect(wrongFields(draft({ declared }), "person")).toEqual(["nationality", "idValidTo"]);
    expect(wrongFields(draft({ declared: { idValidTo: "long-term" } }), "person")).toEqual([]);
  });

  it("hands in what was entered and nothing of another subject", () => {
    const entered = draft({
      declared: { name: " 测试 ", businessScope: "x", sex: "" },
      documents: ["business-licence", "id-back", "id-front"],
      channels: [
        { key: "a", type: "telecom", provider: "carrier", outcome: "match", at: "" },
        { key: "b", type: "tax", provider: "office", outcome: "match", at: "2026-10-09T00:30" },
      ],
      requestedClass: 2,
    });
    const input = handedIn(entered, "C-000001", "person", NOW);
    expect(input.declared).toEqual({ name: "测试" });
    expect(input.documents).toEqual(["id-front", "id-back"]);
    expect(input.channels).toEqual([
      { type: "telecom", provider: "carrier", outcome: "match", at: NOW },
      { type: "tax", provider: "office", outcome: "match", at: "2026-10-08T16:30:00.000Z" },
    ]);
    expect(minuteOf(NOW)).toBe("2026-10-09T14:32");
    expect(input.requestedClass).toBe(2);
    expect(submitInput.safeParse(input).success).toBe(true);
  });

  it("asks no class for an enterprise and takes its licence", () => {
    const entered = draft({ documents: ["business-licence"], requestedClass: 3 });
    expect(handedIn(entered, "C-000001", "enterprise", NOW)).not.toHaveProperty("requestedClass");
    expect(announced(entered, "enterprise")).toEqual(["business-licence"]);
    expect(announced(entered, "person")).toEqual([]);
  });

  it("hands the owners of an enterprise in, and none of a person or where none are entered", () => {
    const owners = [
      { ...NEW_OWNER, key: "a", name: "样本", idNumber: "X9900001", idType: "passport", share: "100" } as const,
    ];
    const entered = draft({ owners });
    const input = handedIn({ ...entered, documents: ["business-licence"] }, "C-000001", "enterprise", NOW);
    expect(input.owners).toMatchObject([{ kind: "person", shareBp: 10_000 }]);
    expect(submitInput.safeParse(input).success).toBe(true);
    expect(handedIn(entered, "C-000001", "person", NOW)).not.toHaveProperty("owners");
    expect(handedIn(draft({}), "C-000001", "enterprise", NOW)).not.toHaveProperty("owners");
  });

  it("finds the field an answer points at", () => {
    expect(fieldOfPath("declared.idNumber", "person")).toBe("idNumber");
    expect(fieldOfPath("channels.0.at", "person")).toBeNull();
    expect(fieldOfPath("owners.0.idNumber", "enterprise")).toBeNull();
    expect(fieldOfPath("declared.businessScope", "person")).toBeNull();
  });
});
