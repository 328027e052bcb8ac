import sharp from "sharp";
import { expect, test, visit } from "./helpers/console";

/** A photograph of noise: large enough to be zoomed, small enough to be quick. */
const photo = () =>
  sharp({
    create: {
      width: 600,
      height: 400,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();

test("a proof is added to a customer, looked at, compared and taken back", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/customers?kind=person&status=active&sort=number.asc");
  await page.getByRole("grid", { name: "客户列表" }).getByRole("row").nth(2).click();
  const panel = page.getByRole("region", { name: "证据材料" });
  const buffer = await photo();
  await panel.getByLabel("材料类别").selectOption({ label: "身份证明" });
  await panel.getByLabel("添加材料").setInputFiles([
    { name: "正面.jpg", mimeType: "image/jpeg", buffer },
    { name: "反面.jpg", mimeType: "image/jpeg", buffer },
    { name: "网页.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<html><script>1</script></html>") },
  ]);
  await expect(panel.getByText("不收网页文件，请打印为 PDF 后上传。")).toBeVisible();
  await panel.getByRole("button", { name: "查看 正面.jpg" }).click();

  const viewer = page.getByRole("dialog", { name: "查看 正面.jpg" });
  const stage = viewer.getByRole("application", { name: "正面.jpg 第 1 页" });
  await expect(stage).toBeFocused();
  await expect
    .poll(() => stage.getByRole("img").evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBe(600);
  await page.keyboard.press("+");
  await expect(viewer.getByText("缩放 125%")).toBeVisible();
  await viewer.getByLabel("与另一份对照").selectOption({ label: "反面.jpg" });
  await expect(viewer.getByRole("application")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();

  await panel.getByRole("button", { name: "撤回 反面.jpg" }).click();
  const dialog = page.getByRole("dialog", { name: "撤回材料" });
  await dialog.getByLabel("原因").selectOption({ label: "传错文件" });
  await dialog.getByRole("button", { name: /撤回材料/ }).focus();
  await page.keyboard.down("Enter");
  await expect(dialog).toBeHidden();
  await page.keyboard.up("Enter");
  await expect(panel.getByText("已撤回")).toBeVisible();
});
