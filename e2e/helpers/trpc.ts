import type { Page } from "@playwright/test";

/** Asks the console as the page of a signed-in person would. Gives the status beside what came back. */
export async function ask<T>(
  page: Page,
  query: string,
  input: Record<string, unknown>,
): Promise<{ status: number; result: T }> {
  const answer = await page.request.get(`/api/trpc/${query}`, {
    params: { input: JSON.stringify({ json: input }) },
  });
  const body = (await answer.json()) as { result?: { data: { json: T } } };
  return { status: answer.status(), result: body.result?.data.json as T };
}
