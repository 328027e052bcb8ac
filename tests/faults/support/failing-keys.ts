import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import type { Runtime } from "@/server/kernel/runtime";
import { forgetKeys } from "@/server/kernel/vault";

const NEEDS_STORE: readonly (keyof KeyRing)[] = ["wrap", "unwrap", "purposeKey", "signing"];

/** A runtime whose key store gives nothing any more from its n-th use on (from 1); `failed` says whether it came that far. */
export function failingKeys(runtime: Runtime, nth: number) {
  let used = 0;
  let failed = false;
  const take = () => {
    used += 1;
    if (used < nth) return;
    failed = true;
    throw new Error("the key store does not answer");
  };
  const keyRing = new Proxy(runtime.keyRing, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (!NEEDS_STORE.includes(name as keyof KeyRing)) return typeof value === "function" ? value.bind(target) : value;
      if (typeof value !== "function") {
        take();
        return value;
      }
      return (...asked: unknown[]) => {
        take();
        return value.apply(target, asked);
      };
    },
  });
  return { runtime: { ...runtime, keyRing } satisfies Runtime, failed: () => failed };
}

/** Drops every data key this process has open, as after a start. */
export async function forgetAll({ pool }: Pick<Runtime, "pool">): Promise<void> {
  const { rows } = await pool.query<{ id: string }>("select id from subject_keys");
  forgetKeys(rows.map(({ id }) => id));
}
