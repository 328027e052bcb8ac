import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

type InPage = {
  axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown[]; html: string }[] }[] }> };
};

/** Expects no violation of any accessibility rule on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as InPage).axe.run();
    return found.violations.map(({ id, nodes }) => {
      const places = nodes.map((node) => `${node.target.join(" ")} ${node.html.slice(0, 160)}`);
      return `${id}: ${places.join(" | ")}`;
    });
  });
  expect(violations).toEqual([]);
}
