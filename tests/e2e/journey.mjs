// Does one scenario walk through every room of the house, in a real browser and in the three roles?
// Run with `node --test tests/e2e/journey.mjs`; SCENEPOOL_BIN names the program, CHROMIUM the browser,
// E2E_OUTPUT the folder of the screenshots.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  accessibilityFaults,
  choose,
  person,
  see,
  shot,
  signIn,
  startBrowser,
} from "./browser.mjs";
import { caller, learnCandidate, newBuyer, oneMore } from "./candidate.mjs";
import { startServer, until } from "./server.mjs";

const TITLE = "齿轮端面磕碰划痕自动检出";
const REQUIREMENTS = [
  { text: "宽度 0.1 毫米以上的划伤检出率不低于 98%", criterion: "抽测 500 件", essential: true },
  { text: "良品误判率不高于 2%", essential: true },
  { text: "可以加装在现有产线上，不停产改造", essential: false },
];
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let server;
let browser;
const faults = [];

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the journey of one scenario", () => {
  let buyer;
  let vendor;
  let operator;
  let scenarioId;
  let vendorName;
  let dealPath;

  before(async () => {
    [buyer, vendor, operator] = await Promise.all(
      [1, 2, 3].map(() => person(browser, server.base, faults)),
    );
  });

  test("the buyer, the vendor and the operator sign in", async () => {
    await signIn(buyer, "需求方");
    await signIn(vendor, "供给方");
    await signIn(operator, "运营方");
    vendorName = (await vendor.locator(".page-head .sub").textContent()).trim();
    assert.ok(vendorName.length > 0);
    await shot(buyer, "01-buyer-workbench");
    await shot(vendor, "02-vendor-workbench");
    await see(operator, "待审需求");
    await shot(operator, "03-operator-workbench");
  });

  test("the buyer writes a scenario with requirements and submits it", async () => {
    await buyer.goto("/my/scenarios/new");
    await buyer.getByLabel("标题").fill(TITLE);
    await buyer.getByLabel("摘要").fill("齿轮端面的磕碰和划痕靠人看，漏检后被客户退货。");
    await buyer
      .getByLabel("需求说明")
      .fill("磨齿后的金属齿轮零件逐件目检，四人一班仍有漏检。希望在线拍照自动判定并剔除缺陷件。");
    for (const [index, line] of REQUIREMENTS.entries()) {
      if (index > 0) await buyer.getByRole("button", { name: "添加条目" }).click();
      const row = buyer.locator(".requirement-line").nth(index);
      await row.getByLabel(`需求条目 ${index + 1}`).fill(line.text);
      await row.locator(".ant-segmented").getByText(line.essential ? "必备" : "期望").click();
      if (line.criterion) await row.getByLabel(`验收标准 ${index + 1}`).fill(line.criterion);
    }
    await choose(buyer, "方向", "工业");
    await choose(buyer, "行业", "装备制造");
    await choose(buyer, "实施地区", "通州区");
    await choose(buyer, "层级", "单个企业");
    await choose(buyer, "数据级别", "公开数据");
    await buyer.getByLabel("预算").fill("1200000");
    await buyer.getByLabel("要求工期（天）").fill("180");
    await shot(buyer, "04-buyer-scenario-form");
    await buyer.getByRole("button", { name: "保存草稿" }).click();
    await buyer.waitForURL(/\/my\/scenarios\/[^/]+\/edit$/);
    scenarioId = /scenarios\/([^/]+)\/edit/.exec(buyer.url())[1];
    await buyer.getByRole("button", { name: "提交审核" }).click();
    await buyer.waitForURL(/\/my\/scenarios$/);
    const row = buyer.locator("tr", { hasText: TITLE });
    await row.getByText("待审核").waitFor();
    await shot(buyer, "05-buyer-scenarios");
  });

  test("the operator sends it back with a reason, and the buyer reads it", async () => {
    await operator.goto(`/reviews?kind=scenarios&id=${scenarioId}`);
    await operator.locator("section h2", { hasText: TITLE }).waitFor();
    await operator.getByRole("button", { name: "退回", exact: true }).click();
    await choose(operator, "退回理由", "内容过于简略");
    await operator.getByLabel("修改意见").fill("请补充产线节拍。");
    await shot(operator, "06-operator-review");
    await operator.getByRole("button", { name: "确认退回" }).click();
    await operator.getByText("已完成").waitFor();
    await buyer.goto(`/my/scenarios/${scenarioId}/edit`);
    await see(buyer, "请补充产线节拍。");
    await buyer
      .getByLabel("需求说明")
      .fill("磨齿后的金属齿轮零件逐件目检，节拍 3 秒一件。希望在线拍照自动判定并剔除缺陷件。");
    await buyer.getByRole("button", { name: "提交审核" }).click();
    await buyer.waitForURL(/\/my\/scenarios$/);
  });

  test("the operator approves it, and the public finds it", async () => {
    await operator.goto(`/reviews?kind=scenarios&id=${scenarioId}`);
    await operator.locator("section h2", { hasText: TITLE }).waitFor();
    await operator.getByRole("button", { name: "通过并发布" }).click();
    await operator.getByText("已完成").waitFor();
    await until("the scenario in the search index", async () => {
      const answer = await fetch(
        `${server.base}/api/v1/search/scenarios?q=${encodeURIComponent("齿轮 划痕")}`,
      );
      return (await answer.json()).hits.some((hit) => hit.id === scenarioId);
    });
    const visitor = await person(browser, server.base, faults);
    await visitor.goto("/?kind=scenarios&q=齿轮划痕");
    await visitor.locator(".hit", { hasText: TITLE }).waitFor();
    await shot(visitor, "07-public-search");
    await visitor.context().close();
  });

  test("the buyer picks up to four of the list and compares them line by line", async () => {
    await buyer.goto(`/my/scenarios/${scenarioId}/matches`);
    const box = (place) => buyer.locator(".match").nth(place).getByRole("checkbox");
    for (const place of [0, 1, 2, 3]) {
      await box(place).focus();
      await buyer.keyboard.press("Space");
    }
    await see(buyer, "已选 4 个，最多 4 个");
    assert.ok(await box(4).isDisabled(), "a fifth is refused");
    await buyer.locator(".match").nth(4).getByText("已选满 4 个").waitFor();
    await box(3).uncheck();
    await buyer.getByRole("link", { name: "对比 3 个方案" }).click();
    await buyer.waitForURL(/\/compare\?/);
    const verdicts = buyer.locator(".compare button.verdict");
    await verdicts.first().waitFor();
    assert.equal(await verdicts.count(), 3 * REQUIREMENTS.length);
    // A word alone: a share of words beside it would be read as a degree of the verdict.
    for (const text of await verdicts.allInnerTexts()) assert.doesNotMatch(text, /\d/);
    await verdicts.first().click();
    await buyer.locator(".ant-drawer .verdict").first().waitFor();
    await buyer.keyboard.press("Escape");
    await shot(buyer, "08-buyer-compare");
    await buyer.getByRole("link", { name: "返回匹配名单" }).click();
    await see(buyer, "已选 3 个，最多 4 个");
    await buyer.getByRole("button", { name: "清空" }).click();
  });

  test("the operator reads the buyer's list and can invite nobody from it", async () => {
    await operator.goto(`/scenarios/${scenarioId}`);
    await operator.getByRole("link", { name: "匹配方案" }).click();
    await operator.locator(".match").first().waitFor();
    await see(operator, /运营方查看，只读/);
    assert.equal(await operator.getByRole("button", { name: "邀约" }).count(), 0);
    await shot(operator, "08-operator-matches");
  });

  test("the buyer sees matches with reasons and invites a vendor", async () => {
    await buyer.goto(`/my/scenarios/${scenarioId}/matches`);
    await buyer.locator(".match").first().waitFor();
    const mine = buyer.locator(".match", { hasText: vendorName }).first();
    await mine.getByRole("button", { name: "展开依据" }).click();
    await mine.locator(".quote mark").first().waitFor();
    assert.ok((await mine.locator(".reasons li").count()) > 0, "a match has reasons");
    await shot(buyer, "08-buyer-matches");
    await buyer.getByText("覆盖矩阵", { exact: true }).click();
    await buyer.locator("button.verdict").first().click();
    await buyer.locator(".ant-drawer .verdict").first().waitFor();
    await shot(buyer, "09-buyer-coverage-matrix");
    await buyer.keyboard.press("Escape");
    await buyer.getByText("列表", { exact: true }).click();
    await mine.getByRole("button", { name: "邀约" }).click();
    // An invitation cannot be taken back: it is asked for once more, with whom it goes to.
    const question = buyer.getByRole("dialog", { name: "发出这份邀约？" });
    await question.getByText(vendorName).waitFor();
    await shot(buyer, "09-buyer-invitation");
    await question.getByRole("button", { name: "发出邀约" }).click();
    await buyer.waitForURL(/\/deals\/[^/]+$/);
    dealPath = new URL(buyer.url()).pathname;
    await see(buyer, "等待对方处理");
    await shot(buyer, "10-buyer-invited");
  });

  test("the page of a row asks its owner, or leads to what stands between the two", async () => {
    await buyer.goto(`/my/scenarios/${scenarioId}/matches`);
    const rows = buyer.locator(".match");
    await rows.first().waitFor();
    const addressOf = (row) => row.locator("h3 a").getAttribute("href");
    const invited = await addressOf(rows.filter({ hasText: "查看对接" }).first());
    const other = await addressOf(rows.filter({ hasNotText: "查看对接" }).first());
    await buyer.goto(invited);
    await choose(buyer, "选择我的需求", TITLE);
    await buyer.getByRole("link", { name: "查看对接" }).waitFor();
    await buyer.goto(other);
    const invite = buyer.getByRole("button", { name: "邀约", exact: true });
    await invite.waitFor();
    assert.ok(await invite.isDisabled(), "nobody is invited for nothing");
    await choose(buyer, "选择我的需求", TITLE);
    await invite.click();
    const question = buyer.getByRole("dialog", { name: "发出这份邀约？" });
    await question.getByText(TITLE).waitFor();
    await shot(buyer, "10-buyer-asks-from-solution");
    await question.getByRole("button", { name: "取消" }).click();
    // The vendor's side of the same.
    await vendor.goto(`/scenarios/${scenarioId}`);
    const title = await fetch(`${server.base}/api/v1${invited}`).then((r) => r.json());
    await choose(vendor, "选择我的方案", title.content.title);
    await vendor.getByRole("link", { name: "查看对接" }).waitFor();
    await shot(vendor, "10-vendor-asks-from-scenario");
  });

  test("the vendor finds the invitation and answers with a proposal", async () => {
    await vendor.goto("/workbench");
    await vendor.getByRole("link", { name: TITLE }).first().click();
    await vendor.waitForURL(`**${dealPath}`);
    await vendor.getByLabel("方案概述").fill("两周内完成成像验证，用现有样本训练，六周上线，不停产加装。");
    await vendor.getByLabel("报价").fill("960000");
    await vendor.getByLabel("工期（天）").fill("120");
    for (const index of REQUIREMENTS.keys()) {
      await vendor.locator(".line-card").nth(index).getByText("满足", { exact: true }).click();
      await vendor.getByLabel(`如何满足 ${index + 1}`).fill(`第 ${index + 1} 条按样件实测数据承诺。`);
    }
    await shot(vendor, "11-vendor-proposal");
    await vendor.getByRole("button", { name: "提交应答", exact: true }).click();
    await see(vendor, "已应答");
  });

  test("the buyer awards and records the contract", async () => {
    await buyer.goto(dealPath);
    await shot(buyer, "12-buyer-proposal");
    await buyer.getByRole("button", { name: "选定", exact: true }).click();
    await buyer.getByRole("button", { name: "确认选定" }).click();
    await buyer.getByText("双方是否为关联方").waitFor();
    await buyer.getByLabel("无关联关系").check();
    await buyer.getByLabel("指标 1").fill("漏检率");
    await buyer.getByLabel("单位 1").fill("%");
    await buyer.getByLabel("基线 1").fill("3.5");
    await buyer.getByLabel("目标 1").fill("0.5");
    await buyer.getByText("越低越好").click();
    await shot(buyer, "13-buyer-contract");
    await buyer.getByRole("button", { name: "登记合同" }).click();
    await see(buyer, "960,000 元");
    await shot(buyer, "14-buyer-delivering");
  });

  test("the vendor completes the milestone, uploads evidence and submits", async () => {
    await vendor.goto(dealPath);
    await vendor.getByRole("button", { name: "标记完成" }).click();
    await vendor.getByText(/\d{4}-\d{2}-\d{2} 完成/).waitFor();
    await vendor.getByLabel("材料名称").fill("试运行截图");
    await vendor
      .locator('input[type="file"]')
      .setInputFiles({ name: "trial.png", mimeType: "image/png", buffer: PNG });
    await vendor.getByRole("button", { name: "上传", exact: true }).click();
    await see(vendor, "试运行截图");
    const download = vendor.waitForEvent("download");
    await vendor.getByRole("button", { name: "下载 试运行截图" }).click();
    assert.equal((await download).suggestedFilename(), "trial.png");
    await vendor.getByLabel("漏检率 / %").fill("0.4");
    await shot(vendor, "15-vendor-acceptance");
    await vendor.getByRole("button", { name: "提交验收" }).click();
    await see(vendor, "待验收");
  });

  test("the buyer confirms acceptance", async () => {
    await buyer.goto(dealPath);
    await see(buyer, "达标");
    await buyer.getByRole("button", { name: "确认验收" }).click();
    await see(buyer, "已验收");
  });

  test("the assessment shows a ceiling with its steps, never an award", async () => {
    await vendor.goto(dealPath);
    for (const ground of ["技术先进", "可快速复制推广", "具有较强示范意义"])
      await vendor.locator(".fact", { hasText: ground }).getByText("是", { exact: true }).click();
    await vendor.getByRole("button", { name: "测算", exact: true }).click();
    const result = vendor.locator("section", { hasText: "政策测算结果" }).first();
    await result.getByText(/第14条/).waitFor();
    assert.ok((await result.locator(".trace li").count()) >= 3, "the result shows its steps");
    const text = await result.innerText();
    assert.match(text, /上限|暂无法得出上限/);
    assert.doesNotMatch(text, /奖励金额|获得|应得/);
    await shot(vendor, "16-vendor-assessment");
    await vendor.goto("/room");
    await see(vendor, "剩余上限");
    await shot(vendor, "17-vendor-room");
  });

  test("a vendor is told where its solution stands and what would change it", async () => {
    const found = await fetch(`${server.base}/api/v1/search/scenarios`).then((r) => r.json());
    assert.ok(found.hits.length > 0, "scenarios are published");
    await vendor.goto(`/scenarios/${found.hits.at(-1).id}`);
    await vendor.getByLabel("选择我的方案").first().click({ force: true });
    await vendor.locator(".ant-select-item-option").first().click();
    await see(vendor, "怎样会改变");
    const text = await vendor.locator("section", { hasText: "我的方案：排位与意向" }).last().innerText();
    assert.match(text, /得分 \d+/);
    assert.match(text, /第 \d+ 位|不在前 \d+ 位|未进入名单/);
    await shot(vendor, "17-vendor-why-not");
  });

  test("a vendor is told how often its solution was shown and what came of it", async () => {
    const link = buyer.locator(".match", { hasText: vendorName }).first().locator("h3 a");
    await buyer.goto(`/my/scenarios/${scenarioId}/matches`);
    const solution = (await link.getAttribute("href")).split("/").at(-1);
    const told = buyer.waitForResponse(/\/match-lists\/[^/]+\/clicks$/);
    await link.click();
    assert.deepEqual(await (await told).json(), { recorded: true });
    await vendor.goto(`/my/solutions/${solution}/matches`);
    const panel = vendor.locator("section", { hasText: "展示与应答" }).last();
    await panel.getByText(/第 \d+ 位展示 \d+ 次、打开 1 次/).waitFor();
    const elsewhere = vendor.locator("section", { hasText: "跨行业、跨层级" }).last();
    await elsewhere.locator(".case").first().waitFor();
    assert.doesNotMatch(await elsewhere.innerText(), /[a-z]+-[a-z]+/, "codes have their words");
    await shot(vendor, "17-vendor-showings");
  });

  test("the buyer asks for the list without what was learned", async () => {
    await buyer.goto(`/my/scenarios/${scenarioId}/matches`);
    await buyer.getByText("初始权重", { exact: true }).click();
    await buyer.getByText(/初始权重，没有学习/).waitFor();
    assert.match(buyer.url(), /personalised=false/);
    await shot(buyer, "17-buyer-without-learning");
  });

  test("an organisation reads how lists are ranked, and refuses to be learned from", async () => {
    await buyer.goto(`/my/scenarios/${scenarioId}/matches`);
    await buyer.getByRole("link", { name: "排序原理" }).first().click();
    await buyer.waitForURL("**/algorithm");
    const allowed = buyer.getByRole("switch", { name: "允许记录和学习本机构的行为" });
    await allowed.click();
    await see(buyer, /起不再记录本机构的行为/);
    await shot(buyer, "17-buyer-algorithm");
    await buyer.goto(`/my/scenarios/${scenarioId}/matches`);
    const told = buyer.waitForResponse(/\/match-lists\/[^/]+\/clicks$/);
    await buyer.locator(".match h3 a").first().click();
    assert.deepEqual(await (await told).json(), { recorded: false });
    await buyer.goto("/algorithm");
    await allowed.click();
    await see(buyer, /正在记录/);
  });

  test("the plan takes in the accepted project with what is known of it", async () => {
    await vendor.goto("/plan");
    await vendor.getByRole("button", { name: "带入已验收项目" }).click();
    await vendor.getByLabel("名称").first().waitFor();
    await vendor.getByRole("button", { name: "求最优方案" }).click();
    await see(vendor, "最优方案");
    const text = await vendor.locator("section", { hasText: "最优方案" }).last().innerText();
    assert.match(text, /第14条/);
    await shot(vendor, "17-vendor-plan-own");
  });

  test("a claim is prepared from it, reserves room, and is handed in with its documents", async () => {
    await vendor.goto(dealPath);
    await vendor.getByRole("button", { name: "准备申报" }).click();
    await vendor.getByRole("button", { name: "预留额度并准备" }).click();
    await vendor.waitForURL(/\/claims\/[0-9a-f-]+$/);
    const claim = new URL(vendor.url()).pathname;
    await see(vendor, "材料清单");
    const lines = vendor.locator(".fact", { hasText: "必交" });
    const count = await lines.count();
    assert.ok(count >= 3, "the checklist names what is needed");
    for (let line = 0; line < count; line += 1) {
      await lines.nth(line).locator('input[type="file"]').setInputFiles({
        name: `材料${line}.pdf`,
        mimeType: "application/pdf",
        buffer: Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"),
      });
      await vendor.getByRole("button", { name: `材料${line}.pdf` }).waitFor();
    }
    await shot(vendor, "17a-vendor-claim");
    await vendor.getByRole("button", { name: "提交", exact: true }).click();
    await vendor.getByRole("dialog").getByRole("button", { name: /确\s?定/ }).click();
    await see(vendor, "待审批");
    await vendor.goto("/room");
    await see(vendor, "已预留");
    await vendor.goto("/plan");
    await vendor.getByRole("button", { name: "添加", exact: true }).click();
    await vendor.getByLabel("名称").fill("二期");
    await vendor.getByRole("button", { name: "求最优方案" }).click();
    await see(vendor, "没有可申报的安排。");
    await shot(vendor, "17b-vendor-plan");
    await operator.goto(claim);
    await operator.getByRole("button", { name: "批准", exact: true }).click();
    await operator.getByRole("dialog").getByRole("button", { name: /确\s?定/ }).click();
    await see(operator, "已批准 1 人，需要 2 人");
    await shot(operator, "17c-operator-claim");
    await operator.goto("/claim-settings");
    await see(operator, "合并计算的企业");
    await shot(operator, "17d-operator-settings");
    await operator.goto("/claims");
    await see(operator, "待审批");
    await shot(operator, "17e-operator-claims");
  });

  test("the operator sees the report with rows behind each figure", async () => {
    await operator.goto("/report");
    const figure = operator.locator(".figure", { hasText: "验收项目" }).first();
    await figure.waitFor();
    await operator.getByRole("img", { name: /从对接到验收/ }).waitFor();
    await shot(operator, "18-operator-report");
    const count = Number.parseInt(await figure.locator(".value").innerText(), 10);
    assert.ok(count >= 1, "the accepted project is counted");
    await figure.click();
    await operator.getByRole("link", { name: TITLE }).waitFor();
    await shot(operator, "19-operator-report-rows");
  });

  test("the operator trains a model and reads its card", async () => {
    await operator.goto("/models");
    await see(operator, "还没有训练过模型。");
    await operator.getByRole("button", { name: "训练候选" }).click();
    await operator.locator("tr.ant-table-row", { hasText: /未达标|可启用/ }).waitFor();
    
    const card = operator.locator(".model-card").first();
    await card.getByText(/条没参与学习的需求/).waitFor();
    await card.getByText("这些数字没有说的：").waitFor();
    await shot(operator, "19-operator-models");
  });

  test("the operator gives all open scenarios out and sees what a fair limit costs", async () => {
    await operator.goto("/allocation");
    const cost = operator.locator(".figure", { hasText: "公平上限的代价" }).locator(".value");
    await cost.getByText("0.0%").waitFor();
    await operator.getByLabel("每家最多新增几个").fill("1");
    await operator.waitForURL(/fair_limit=1/);
    await cost.getByText(/^[1-9]\d*\.\d%$/).waitFor();
    await shot(operator, "19-operator-allocation");
  });

  test("the operator imports a file: errors by row, then jobs", async () => {
    await operator.goto("/imports");
    await operator.locator('input[type="file"]').setInputFiles({
      name: "broken.jsonl",
      mimeType: "application/x-ndjson",
      buffer: Buffer.from('{"title":"甲","direction":"nowhere"}\n{not json}\n'),
    });
    await operator.getByRole("button", { name: "检查", exact: true }).click();
    await see(operator, "有错误，未写入");
    await operator.locator("th", { hasText: "问题" }).waitFor();
    await shot(operator, "20-operator-import");
    await operator.goto("/jobs");
    await see(operator, "已索引方案");
    await shot(operator, "21-operator-jobs");
  });
});

describe("the public pages", () => {
  test("the calculator labels a ceiling as one", async () => {
    const page = await person(browser, server.base, faults);
    await page.goto("/calculator");
    await page.getByLabel("做行业应用场景项目").check();
    // One question is asked first; the others can be opened.
    await page.locator("summary", { hasText: "其他问题" }).click();
    await choose(page, "申请人是哪一类主体？", "企业");
    await page.locator("section", { hasText: "已回答" }).waitFor();
    await choose(page, "应用场景项目属于哪个方向？", "工业");
    const article = page.locator("article.panel", { hasText: "第14条" });
    await article.waitFor();
    assert.match(await article.innerText(), /上限/);
    await article.getByRole("button", { name: /查看依据/ }).click();
    await article.locator(".trace li").first().waitFor();
    await shot(page, "30-calculator");
    // The address holds the answers: whoever opens it sees the same.
    const address = page.url();
    assert.match(address, /#do=projects&applicant\.kind=enterprise&project\.direction=industry/);
    await page.goto("/");
    await page.goto(address);
    await page.locator("article.panel", { hasText: "第14条" }).waitFor();
    await see(page, "已回答");
    await page.context().close();
  });

  test("the principle of the ranking is there for everybody", async () => {
    const page = await person(browser, server.base, faults);
    await page.goto("/");
    // The list pushes the footer down: a click before it is there may miss.
    await page.locator(".hit").first().waitFor();
    await page.locator("footer").getByRole("link", { name: "排序原理" }).click();
    await see(page, "怎样排序");
    const features = page.locator("section", { hasText: "特征与权重" }).locator("tbody tr");
    assert.ok((await features.count()) > 10, "every feature has its line");
    await page.getByRole("link", { name: "去登录" }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await shot(page, "33-algorithm");
    await page.context().close();
  });

  test("a wrong credit code and a wrong password are told at once", async () => {
    const page = await person(browser, server.base, faults);
    await page.goto("/register");
    const code = page.getByLabel("统一社会信用代码");
    await code.fill("91110112MADEM002X7");
    await see(page, "校验码不符");
    await code.fill("91110112MADEM002X6");
    await page.getByText("校验码不符").waitFor({ state: "detached" });
    await shot(page, "31-register");
    await page.goto("/login");
    await page.getByLabel("邮箱").fill("nobody@demo.example");
    await page.getByLabel("密码", { exact: true }).fill("not-the-password");
    await page.getByRole("button", { name: "登录", exact: true }).last().click();
    await see(page, "邮箱或密码不对");
    await shot(page, "32-login-refused");
    await page.context().close();
  });

  test("search goes by meaning, and says why where it went by words alone", async () => {
    const page = await person(browser, server.base, faults);
    const line = page.locator(".words-alone");
    const asked = encodeURIComponent("老人在家摔倒没人知道");
    // A server that has just started fits its engine and fills its index first.
    await until("a search by meaning", async () => {
      const answer = await fetch(`${server.base}/api/v1/search/solutions?q=${asked}`);
      return (await answer.json()).hits.some(({ by }) => by === "meaning");
    });
    await page.goto(`/?q=${asked}`);
    await page.locator(".hit", { hasText: "用词不同，意思相近" }).first().waitFor();
    assert.equal(await line.count(), 0);
    await shot(page, "37-search-by-meaning");

    await page.goto("/?q=zzqqxx");
    await see(page, "检索词本身不在已发布的内容里");
    // The other reasons are those of a server that has just started, or has few rows.
    const told = async (reason) => {
      await page.route("**/api/v1/search/solutions**", async (route) => {
        const answer = await route.fetch();
        const found = { ...(await answer.json()), ordered_by: "words", words_alone: reason };
        await route.fulfill({ response: answer, json: found });
      });
      await page.goto(`/?q=${encodeURIComponent("随访")}`);
      await page.locator(".hit").first().waitFor();
      await line.waitFor();
      const text = await line.textContent();
      await page.unroute("**/api/v1/search/solutions**");
      return text;
    };
    assert.match(await told("not_ready"), /还在准备，稍后再搜/);
    assert.match(await told("few_rows"), /已发布的内容还太少/);
    await shot(page, "38-search-by-words-alone");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.goto("/");
    await page.locator(".hit").first().waitFor();
    assert.equal(await line.count(), 0, "without words nothing is ranked by them");
    await page.context().close();
  });

  test("signing in and searching work without a mouse", async () => {
    const logins = await (await fetch(`${server.base}/api/v1/demo-logins`)).json();
    const login = logins.logins.find(({ role }) => role === "buyer");
    const page = await person(browser, server.base, faults);
    await page.goto("/login");
    await page.getByLabel("邮箱").waitFor();
    await page.keyboard.type(login.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(login.password);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/workbench");
    await page.goto("/");
    await page.getByRole("textbox", { name: "检索词" }).waitFor();
    await page.keyboard.type("病历质控");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=/);
    await page.locator(".hit mark").first().waitFor();
    let reached = false;
    for (let presses = 0; presses < 150 && !reached; presses += 1) {
      await page.keyboard.press("Tab");
      reached = await page.evaluate(() => document.activeElement?.closest(".hit h3") !== null);
    }
    assert.ok(reached, "a result can be reached with the tab key");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/solutions\/[^/]+$/);
    await page.context().close();
  });
});

describe("in English", () => {
  const english = async (page, pages) => {
    for (const [path, heading] of pages) {
      await page.goto(path);
      await page.getByRole("heading", { name: heading, exact: true }).waitFor();
      await page.waitForLoadState("networkidle");
      const chinese = await page.evaluate(() =>
        [...document.querySelectorAll("nav a, h1, .panel > h2, th, label, main button")]
          .map((element) => element.textContent ?? "")
          .filter((text) => /\p{Script=Han}/u.test(text)),
      );
      assert.deepEqual(chinese, [], `${path} has Chinese left`);
      await shot(page, `40-english${path.replaceAll("/", "-")}`);
    }
  };

  test("menus, headings, labels and buttons speak English", async () => {
    const page = await person(browser, server.base, faults);
    await page.goto("/");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "AI scenario pool" }).waitFor();
    await page.goto("/login");
    await page.getByRole("button", { name: "Buyer", exact: true }).click();
    await page.waitForURL("**/workbench");
    await english(page, [
      ["/workbench", "Workbench"],
      ["/my/scenarios", "My scenarios"],
      ["/my/scenarios/new", "Post a scenario"],
      ["/deals", "Deals"],
      ["/calculator", "Support calculator"],
      ["/algorithm", "How ranking works"],
    ]);
    await page.context().close();
  });
});

describe("support pages", () => {
  for (const [role, pages] of [
    [
      "Vendor",
      [
        ["/claims", "Claims"],
        ["/room", "Room in the year"],
        ["/plan", "Plan"],
      ],
    ],
    [
      "Operator",
      [
        ["/claims", "Claims"],
        ["/claim-settings", "Claim settings"],
      ],
    ],
  ])
    test(`${role}: claims, plan and settings in English, on a phone and in print`, async () => {
      const page = await person(browser, server.base, faults);
      await page.goto("/");
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { name: "AI scenario pool" }).waitFor();
      await signIn(page, role);
      await page.setViewportSize({ width: 390, height: 844 });
      const wide = [];
      const look = async (path) => {
        await page.waitForLoadState("networkidle");
        const found = await page.evaluate(() => ({
          width: document.documentElement.scrollWidth,
          chinese: [...document.querySelectorAll("h1, th, label")]
            .map((element) => element.textContent ?? "")
            .filter((text) => /\p{Script=Han}/u.test(text)),
        }));
        if (path !== "claim") assert.deepEqual(found.chinese, [], path);
        if (found.width > 390) wide.push(`${path}: ${found.width} px`);
        await shot(page, `60-${role.toLowerCase()}-${path.replaceAll("/", "")}`);
      };
      for (const [path, heading] of pages) {
        await page.goto(path);
        await page.getByRole("heading", { name: heading, exact: true }).waitFor();
        if (path === "/plan") await page.getByRole("button", { name: "Add", exact: true }).click();
        await look(path);
      }
      await page.goto("/claims");
      await page.locator("td a").first().click();
      await page.waitForURL(/\/claims\/[^/]+$/);
      await page.locator(".fact").first().waitFor();
      await look("claim");
      await page.emulateMedia({ media: "print" });
      await page.goto("/calculator");
      await look("print");
      assert.deepEqual(wide, []);
      await page.context().close();
    });
});

describe("at phone width", () => {
  test("no page is wider than the screen", async () => {
    const page = await person(browser, server.base, faults, {
      viewport: { width: 390, height: 844 },
    });
    const wide = [];
    const look = async (path) => {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) wide.push(`${path}: ${width} px`);
      await shot(page, `50-phone${path.replaceAll(/[/?=]/g, "-")}`);
    };
    for (const path of ["/", "/?kind=scenarios", "/calculator", "/algorithm", "/login", "/register"])
      await look(path);
    await signIn(page, "需求方");
    await page.getByRole("button", { name: "打开菜单" }).click();
    await page.locator(".ant-drawer").getByRole("link", { name: "我的需求" }).click();
    await page.waitForURL("**/my/scenarios");
    const matches = page.getByRole("link", { name: "匹配方案" }).first();
    const matchesPath = await matches.getAttribute("href");
    for (const path of ["/workbench", "/my/scenarios", "/my/scenarios/new", "/deals", matchesPath])
      await look(path);
    await page.goto("/deals");
    await page.locator("td a").first().click();
    await page.waitForURL(/\/deals\/[^/]+$/);
    await look(new URL(page.url()).pathname);
    const desk = await person(browser, server.base, faults, {
      viewport: { width: 390, height: 844 },
    });
    await signIn(desk, "运营方");
    await desk.goto("/models");
    await desk.locator(".model-card").first().waitFor();
    const narrow = async (name) => {
      const width = await desk.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) wide.push(`/${name}: ${width} px`);
      await shot(desk, `50-phone-${name}`);
    };
    await narrow("models");
    await desk.goto("/allocation");
    await see(desk, "每家分到多少");
    await narrow("allocation");
    await desk.context().close();
    assert.deepEqual(wide, []);
    await page.context().close();
  });
});

describe("accessibility", () => {
  test("no serious fault on the main pages", async () => {
    const page = await person(browser, server.base, faults);
    const found = [];
    const look = async (path) => {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      for (const fault of await accessibilityFaults(page)) found.push(`${path} ${fault}`);
    };
    for (const path of ["/", "/calculator", "/login", "/register"]) await look(path);
    await signIn(page, "需求方");
    for (const path of ["/workbench", "/my/scenarios/new", "/deals"]) await look(path);
    assert.deepEqual(found, []);
    await page.context().close();
  });
});

describe("a candidate beside what serves", () => {
  let own;
  let buyer;
  let operator;

  // A server of its own: two dozen demands would change what the journey counts.
  before(async () => {
    own = await startServer();
    [buyer, operator] = await Promise.all([caller(own.base, "buyer"), caller(own.base, "operator")]);
    const others = await Promise.all([1, 2, 3].map((n) => newBuyer(own.base, n)));
    const model = await learnCandidate([buyer, ...others], operator);
    assert.equal(model.state, "candidate", JSON.stringify(model.unmet));
  });

  after(async () => {
    await own?.stop();
  });

  test("the operator compares them live, reads the counts and stops", async () => {
    const desk = await person(browser, own.base, faults);
    await signIn(desk, "运营方");
    await desk.goto("/models");
    await see(desk, "还没有做过线上对比。");
    await desk.getByRole("button", { name: "线上对比" }).click();
    await desk.getByLabel("理由").fill("看谁更合需求方的意");
    // How many lists a preference takes is told, and taken over as the plan.
    await desk.getByLabel("值得发现的偏好").fill("65");
    await see(desk, /65:35 的偏好，需要 97 份/);
    await shot(desk, "59-operator-plan");
    await desk.getByRole("button", { name: "按 97 份计划" }).click();
    await desk.locator(".ant-modal").getByRole("button", { name: "线上对比" }).click();
    const row = desk.locator(".experiments tr.ant-table-row");
    await row.getByText("进行中").waitFor();
    await row.getByText("已分胜负 0 / 计划 97").waitFor();
    await row.getByText("看不出差别").waitFor();
    assert.equal(await desk.getByRole("button", { name: "线上对比" }).count(), 0);

    // The buyer's page looks as ever; the public page says that lists are compared.
    const scenario = await oneMore(buyer, operator);
    const reader = await person(browser, own.base, faults);
    await signIn(reader, "需求方");
    await reader.goto(`/my/scenarios/${scenario}/matches`);
    await reader.locator(".match-rank").first().waitFor();
    await see(reader, "两个模型轮流出条目");
    const { model } = await buyer("GET", `/scenarios/${scenario}/matches`);
    assert.match(model, /^[0-9a-f]{64}\+[0-9a-f]{64}$/, "the list is drafted");
    await shot(reader, "60-buyer-drafted");
    await reader.goto("/algorithm");
    await see(reader, /轮流出条目/);
    await reader.context().close();

    await desk.reload();
    await row.locator("td", { hasText: /^1$/ }).first().waitFor();
    await shot(desk, "61-operator-experiment");
    await row.getByRole("button", { name: /停\s?止/ }).click();
    await desk.getByLabel("理由").fill("看够了");
    await desk.locator(".ant-modal").getByRole("button", { name: /停\s?止/ }).click();
    await row.getByText(/手工停止：\s*看够了/).waitFor();
    await desk.setViewportSize({ width: 390, height: 844 });
    await desk.reload();
    await row.waitFor();
    const width = await desk.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${width} px`);
    await desk.context().close();
  });
});

test("no page reported an error on the way", () => {
  assert.deepEqual(faults, []);
});
