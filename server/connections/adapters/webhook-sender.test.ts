import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { openReceiver } from "../receiver-testing";
import { sanitise, sendWebhook } from "./webhook-sender";

let receiver: Awaited<ReturnType<typeof openReceiver>>;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());

describe("sending", () => {
  const outgoing = (url: string) => ({ url, headers: {}, body: "{}" });
  const strict = (url: string, addresses?: readonly string[]) =>
    sendWebhook(outgoing(url), {
      allowPrivate: false,
      answerMs: 1_000,
      ...(addresses ? { resolve: async () => addresses } : {}),
    });

  it.each([
    ["https://127.0.0.1/", undefined, "private-address"],
    ["https://[::1]/", undefined, "private-address"],
    ["https://[::ffff:169.254.169.254]/", undefined, "private-address"],
    ["https://2130706433/", undefined, "private-address"],
    ["https://0x7f.1/", undefined, "private-address"],
    ["https://inside.example/", ["10.0.0.5"], "private-address"],
    ["https://both.example/", ["93.184.216.34", "169.254.169.254"], "private-address"],
    ["https://nobody.example/", [], "unresolved"],
    ["http://93.184.216.34/", undefined, "address"],
    ["https://user:secret@hooks.example/", undefined, "address"],
    ["file:///etc/passwd", undefined, "address"],
    ["nonsense", undefined, "address"],
  ] as const)("to %s (%j) stops: %s", async (url, addresses, problem) => {
    expect(await strict(url, addresses)).toMatchObject({ status: null, problem });
  });

  it("goes to the address that was checked, whatever the name says later", async () => {
    const url = `http://rebind.example:${receiver.port}/in`;
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return ["127.0.0.1"];
    };
    const sent = await sendWebhook(outgoing(url), { allowPrivate: true, resolve });
    expect(sent).toMatchObject({ status: 200, problem: null });
    expect(receiver.received.at(-1)?.headers.host).toBe(`rebind.example:${receiver.port}`);
    expect(asked).toBe(1);
  });

  it("keeps the beginning of an answer only, and nothing that acts", async () => {
    receiver.told.answer = (response) => response.end("x".repeat(1_000_000));
    const sent = await sendWebhook(outgoing(receiver.url), { allowPrivate: true });
    expect(sent.responseHead).toHaveLength(CONNECTIONS_POLICY.headLength);
    expect(sanitise("a\u001b[31m\u202eb\r\nc\u0000 6222020200112233")).toBe("a[31mb\nc ••••••••••••••••");
  });

  it("to a closed door is refused", async () => {
    const gone = await openReceiver();
    await gone.close();
    expect(await sendWebhook(outgoing(gone.url), { allowPrivate: true })).toMatchObject({ problem: "refused" });
  });
});
