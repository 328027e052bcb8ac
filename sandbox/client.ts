import { Webhook } from "standardwebhooks";
import type { AccountView } from "@/sandbox/ledger";
import type { AccountSet, DayEnd, Forget, Misbehaviour, MoveAsked } from "@/sandbox/protocol";

/** What demo data and tests do to the sandbox core beyond the console's own dealings with it. */
export type SandboxClient = {
  /** Opens an account, or sets its balance. Repeatable. */
  setAccount(account: AccountSet): Promise<AccountView>;
  account(accountNumber: string): Promise<AccountView>;
  /** A payment in (positive) or out (negative). Throws with code and rules when it is refused: the balance, the gateway. */
  move(move: MoveAsked): Promise<AccountView>;
  /** Drops a measure without a word, as a core should not. */
  forget(which: Forget): Promise<AccountView>;
  /** Closes a day with what the core is to say of it. Repeatable. */
  closeDay(day: DayEnd): Promise<void>;
  /** Replaces the core's behaviour whole. */
  behave(behaviour: "normal" | Misbehaviour): Promise<void>;
  health(): Promise<{ status: string; pendingInstructions: number; pendingCallbacks: number }>;
};

/** A client of the sandbox core at `url`, signing with its `whsec_…` secret. Any answer but 2xx is thrown. */
export function createSandboxClient({ url, secret }: { url: string; secret: string }): SandboxClient {
  const webhook = new Webhook(secret);
  const call = async <T>(method: string, path: string, json?: unknown): Promise<T> => {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const id = `sbx_${crypto.randomUUID()}`;
    const now = new Date();
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": webhook.sign(id, now, body ?? `${method} ${path}`),
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the sandbox core answered ${response.status} to ${method}: ${text}`);
    return JSON.parse(text) as T;
  };
  return {
    setAccount: (account) => call("PUT", `/v1/accounts/${account.accountNumber}`, account),
    account: (accountNumber) => call("GET", `/v1/accounts/${accountNumber}`),
    move: (move) => call("POST", "/control/move", move),
    forget: (which) => call("POST", "/control/forget", which),
    closeDay: async (day) => {
      await call("POST", "/control/day-end", day);
    },
    behave: async (behaviour) => {
      await call("POST", "/control", { behaviour });
    },
    health: () => call("GET", "/health"),
  };
}
