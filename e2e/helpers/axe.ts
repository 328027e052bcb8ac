import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

type Found = { violations: { id: string; nodes: { target: unknown[]; html: string }[] }[] };
type InPage = { axe?: { run(options: { runOnly?: readonly string[] }): Promise<Found> } };

/** The rules whose outcome colours alone can change. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"] as const;

async function violationsOf(page: Page, runOnly: readonly string[] | null): Promise<string[]> {
  const there = await page.evaluate(() => Boolean((window as unknown as InPage).axe));
  if (!there) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const found = await (window as unknown as Required<InPage>).axe.run(rules ? { runOnly: rules } : {});
    return found.violations.map(({ id, nodes }) => {
      const places = nodes.map((node) => `${node.target.join(" ")} ${node.html.slice(0, 160)}`);
      return `${id}: ${places.join(" | ")}`;
    });
  }, runOnly);
}

/** Expects no violation of any accessibility rule on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page, null)).toEqual([]);
}

/** Changes the look in the page, as its switch does, and waits until every colour has arrived. */
async function show(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.evaluate(async (wanted) => {
    const root = document.documentElement;
    root.dataset.theme = wanted;
    root.classList.toggle("dark", wanted === "dark");
    const changing = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changing.map(({ finished }) => finished));
  }, theme);
}

/**
 * Expects a light page to break no rule, then the same page in the dark to break none that colours decide; leaves it light.
 * What colours do not change is not asked twice.
 */
export async function expectAccessibleInBothLooks(page: Page): Promise<void> {
  await expectAccessible(page);
  await show(page, "dark");
  expect(await violationsOf(page, OF_COLOUR), "in the dark").toEqual([]);
  await show(page, "light");
}
