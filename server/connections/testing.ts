import type { ApiScope } from "@/domain/connections/scopes";
import { newId } from "@/server/kernel/new-id";
import type { House, Programme } from "@/server/kernel/testing/house";
import { createKey } from "./commands/create-key";
import { answerCall } from "./http";

export type TestKey = { readonly keyId: string; readonly token: string };

/** A key of these scopes, made by an administrator of the programme. */
export async function makeKey(
  house: House,
  scopes: readonly ApiScope[],
  options: { programme?: Programme; source?: string; addresses?: string[]; days?: number } = {},
): Promise<TestKey> {
  const administrator = house.as("administrator", options.programme ? { programme: options.programme } : {});
  await house.stepUp(administrator);
  const input = {
    name: "test",
    source: options.source ?? "core",
    scopes: [...scopes],
    days: options.days ?? 30,
    addresses: options.addresses ?? [],
  };
  const made = await house.run(createKey, input, { as: administrator });
  if (!made.ok) throw new Error(made.code);
  return made.result;
}

export type Sent = {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly raw?: string | Uint8Array;
  readonly key?: string | null;
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely in tests
export type Got = { status: number; body: any; headers: Headers };

/** Calls the machine door of a house as a client would. */
export async function callDoor(house: House, method: string, path: string, sent: Sent = {}): Promise<Got> {
  const headers = new Headers();
  if (sent.token) headers.set("authorization", `Bearer ${sent.token}`);
  const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  if (body !== undefined) headers.set("content-type", "application/json");
  if (method !== "GET" && sent.key !== null) headers.set("idempotency-key", sent.key ?? newId());
  for (const [name, value] of Object.entries(sent.headers ?? {})) headers.set(name, value);
  const request = new Request(`http://door.example/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: body as string }),
  });
  const answer = await answerCall(house.runtime, request, sent.address ?? "198.51.100.7");
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}
