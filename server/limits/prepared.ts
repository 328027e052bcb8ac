import type { Scope } from "@/server/kernel/scope";

/** Runs a statement that the connection keeps planned under its name: those on the road of every payment. */
export async function prepared<Row extends object>(
  { tx }: Pick<Scope, "tx">,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await tx.$client.query<Row>({ name: `limits-${name}`, text, values: [...values] });
  return rows;
}
