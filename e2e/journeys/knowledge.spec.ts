import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Api, mark, type Rec } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { axe, button, choice, dialog, fits, go, panel, quickLogIn, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** An article that is published for everybody who may read it. */
async function published(admin: Api, more: object): Promise<Rec> {
  const body = { body: "检查皮带张力。", kind: "faq", audience: "public", ...more };
  const made = await admin.create("knowledge-articles", body);
  return admin.act("knowledge-articles", made, "publish");
}

test("an article is written, published, read by a customer, changed and kept as it was @phone", async ({ page, context, as, admin }) => {
  const title = `门机皮带 ${mark()}`;
  await quickLogIn(context, await person(admin, "SB", ["quality"]));

  await test.step("written with a preview in which nothing runs", async () => {
    await page.goto("/knowledge-articles/new");
    await settled(page);
    await text(page, t("knowledge-title")).fill(title);
    await choice(page, t("knowledge-audience")).selectOption("public");
    const faults = t("knowledge-fault-codes");
    await choice(page, faults).fill("DR-03");
    await page.getByRole("listbox", { name: faults, exact: true }).getByRole("option", { name: /DR-03/ }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "DR-03" })).toBeVisible();
    const body = "## 步骤\n\n1. **断电**挂牌\n\n[手册](https://sanbao.example/m) <img src=x onerror=alert(1)>";
    await text(page, t("knowledge-body")).fill(body);
    const preview = panel(page, t("knowledge-preview"));
    await expect(preview.getByRole("heading", { name: "步骤" })).toBeVisible();
    await expect(preview.getByRole("link", { name: "手册" })).toHaveAttribute("href", "https://sanbao.example/m");
    await expect(preview.locator("img")).toHaveCount(0);
    await expect(preview).toContainText("<img src=x onerror=alert(1)>");
    await fits(page, "form");
    await axe(page, "form");
    await button(page, t("page-save")).click();
    await expect(page.locator(".sb-badges").getByText(t("knowledge_status-draft"), { exact: true })).toBeVisible();
  });

  const path = new URL(page.url()).pathname;
  const files = panel(page, t("knowledge-files"));

  await test.step("a package with its version and checksum", async () => {
    const bytes = Buffer.from(`固件 ${title}`);
    await text(files, t("knowledge-file-label")).fill("V3.2.1");
    await files.locator("[data-test=knowledge-file]").setInputFiles({ name: "主板固件.bin", mimeType: "application/octet-stream", buffer: bytes });
    const row = files.getByRole("row").filter({ hasText: "主板固件.bin" });
    await expect(row).toContainText("V3.2.1");
    await expect(row).toContainText(createHash("sha256").update(bytes).digest("hex"));
    const saved = page.waitForEvent("download");
    await button(row, t("knowledge-file-save", { name: "主板固件.bin" })).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe("主板固件.bin");
    expect(readFileSync(await file.path())).toEqual(bytes);
    await fits(page, "files");
    await axe(page, "files");
  });

  const act = async (action: string) => {
    await button(page, t(`knowledge_action-${action}`)).click();
    await button(dialog(page), t(`knowledge_action-${action}`)).click();
    await expect(dialog(page)).toBeHidden();
  };
  const reader = await as(await person(admin, "CU-XH", ["customer"]));

  await test.step("published, a customer finds and reads it", async () => {
    await act("publish");
    await expect(page.locator(".sb-badges").getByText(t("knowledge_status-published"), { exact: true })).toBeVisible();
    await reader.goto(`/knowledge-articles?q=${encodeURIComponent(title)}`);
    await reader.getByRole("link", { name: /^KB-/ }).click();
    await expect(reader.getByRole("heading", { name: "步骤" })).toBeVisible();
    await expect(button(reader, t("knowledge_action-archive"))).toHaveCount(0);
    await expect(panel(reader, t("knowledge-files"))).toContainText("V3.2.1");
  });

  await test.step("what is changed reaches readers with the next edition only", async () => {
    await page.getByRole("link", { name: t("page-edit") }).click();
    await text(page, t("knowledge-body")).fill("## 新步骤\n\n先看地坎");
    await button(page, t("page-save")).click();
    await expect(page.getByText(t("knowledge-draft"))).toBeVisible();
    await button(page, t("knowledge-draft-show")).click();
    await expect(page.getByRole("heading", { name: "新步骤" })).toBeVisible();
    await go(reader, path);
    await expect(reader.getByRole("heading", { name: "步骤", exact: true })).toBeVisible();
    await act("publish");
    await go(reader, path);
    await expect(reader.getByRole("heading", { name: "新步骤" })).toBeVisible();
  });

  await test.step("the edition before is there to be read", async () => {
    const editions = panel(page, t("knowledge-editions"));
    await button(editions, t("knowledge-edition-number", { edition: 1 })).click();
    await expect(page.getByRole("heading", { name: "步骤", exact: true })).toBeVisible();
    await fits(page, "old edition");
    await axe(page, "old edition");
    await button(page, t("knowledge-old-leave")).click();
    await expect(page.getByRole("heading", { name: "新步骤" })).toBeVisible();
  });

  await test.step("archived, it is gone for readers", async () => {
    await act("archive");
    await go(reader, path);
    await expect(reader.getByRole("alert")).toContainText(t("problem-not_found"));
  });
});

test("what fits the ticket is suggested, named in the comment, and held back from the public", async ({ page, context, admin, desk }) => {
  const fault = await desk.find("fault-codes?q=DR-05");
  const word = mark();
  const open = await published(admin, { title: `光幕清洁 ${word}`, fault_code_ids: [fault.id] });
  const internal = await published(admin, { title: `光幕成本 ${word}`, fault_code_ids: [fault.id], audience: "internal" });
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.hospital), { fault_code_id: fault.id });
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  const suggested = panel(page, t("knowledge-suggested"));
  const comments = panel(page, t("ticket-comments"));
  const comment = text(comments, t("ticket-comment"));

  await test.step("with the reason", async () => {
    const row = suggested.getByRole("listitem").filter({ hasText: open.number });
    await expect(row).toContainText(t("knowledge_reason-fault_code", { code: "DR-05" }));
    await axe(page, "suggestions");
  });

  await test.step("an internal one cannot be named to the customer", async () => {
    await button(suggested, t("knowledge-suggested-name", { number: internal.number })).click();
    await expect(comment).toHaveValue(`《${internal.title}》（${internal.number}）`);
    await comments.getByLabel(t("ticket-comment-public")).check();
    await button(comments, t("ticket-comment-send")).click();
    await expect(comments.getByText(t("field-article_internal", { number: internal.number })).first()).toBeVisible();
  });

  await test.step("a public one can, and leads to the article", async () => {
    await comment.fill("");
    await button(suggested, t("knowledge-suggested-name", { number: open.number })).click();
    await button(comments, t("ticket-comment-send")).click();
    await comments.getByRole("listitem").getByRole("link", { name: open.number }).click();
    await expect(page).toHaveURL(new RegExp(`/knowledge-articles/${open.id}$`));
    await expect(page.getByRole("heading", { level: 1 })).toContainText(open.title);
  });
});

test("while a ticket is filed, the subject brings what is known, and the search finds it", async ({ page, context, admin }) => {
  const word = mark().replace(/[0-9]/g, "z").toLowerCase();
  const open = await published(admin, { title: `缓冲器漏油处置 ${word}` });
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto("/tickets/new");
  await settled(page);
  await text(page, t("ticket-subject")).fill(`底坑缓冲器漏油 ${word}`);
  await expect(panel(page, t("knowledge-suggested")).getByRole("link", { name: new RegExp(open.number) })).toBeVisible();
  await page.keyboard.press("Control+k");
  await dialog(page).getByRole("combobox").fill(word);
  await dialog(page).getByRole("option").filter({ hasText: open.number }).click();
  // What was typed so far is not thrown away unasked.
  await button(page, t("page-unsaved-leave")).click();
  await expect(page).toHaveURL(new RegExp(`/knowledge-articles/${open.id}$`));
});
