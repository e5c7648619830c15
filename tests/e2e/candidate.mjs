// How does a server come to a candidate that may serve? By what four buyers do with two dozen lists: through the API, since
// the pages for it are walked through elsewhere.
import assert from "node:assert/strict";

const TASKS = [
  ["市民热线自动应答与派单", "市民来电自动回答并派单，夜间也有应答，记录通话要点"],
  ["产线零件缺陷检测", "相机在线拍摄零件表面找出划痕，剔除不良零件，留下照片"],
  ["景区多语种讲解", "游客走到哪里讲到哪里，听讲解、问路、问票，外国游客也能用"],
  ["企业知识问答", "把制度和合同整理成知识库，员工提问时给出依据和原文"],
];
/** Demands of each task. */
const EACH = 6;

async function call(base, method, path, body, token) {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** The credit code of this body, with its check character (GB 32100-2015). */
function creditCode(body) {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return body + alphabet[(31 - (sum % 31)) % 31];
}

/** The n-th of further buyers. */
export async function newBuyer(base, n) {
  const code = creditCode(`91110112MB000000${n}`);
  const organisation = { name: `测试需求方${n}`, credit_code: code, kinds: ["buyer"], region: "110112", intro: "" };
  const user = { name: "测试员", email: `buyer${n}@test.example`, password: "long-enough-1" };
  const { access_token } = await call(base, "POST", "/auth/register", { organisation, user });
  return (method, path, body) => call(base, method, path, body, access_token);
}

/** Somebody of the demo, by the role's name. */
export async function caller(base, role) {
  const api = (...asked) => call(base, ...asked);
  const { logins } = await api("GET", "/demo-logins");
  const { email, password } = logins.find((login) => login.role === role);
  const { access_token } = await api("POST", "/auth/login", { email, password });
  return (method, path, body) => api(method, path, body, access_token);
}

/** Posts the n-th demand of a task. */
async function post([title, text], n, buyer, operator) {
  const { id } = await buyer("POST", "/scenarios", {
    title,
    summary: text,
    description: `${text}，第${n + 1}处。${text}。`.repeat(2),
    direction: "culture-tourism",
    industries: ["scenic-areas"],
    technologies: [],
    deployments: ["public-cloud"],
    region: "110112",
    data_level: 2,
    requirements: [{ text, essential: true, weight: 1 }],
  });
  await buyer("POST", `/scenarios/${id}/submit`, {});
  await operator("POST", `/scenarios/${id}/review`, { decision: "approve" });
  return id;
}

/** Lets each buyer open the third row of every list of its task, always the same one, and trains. */
export async function learnCandidate(buyers, operator) {
  assert.equal(buyers.length, TASKS.length);
  for (const [number, task] of TASKS.entries()) {
    const buyer = buyers[number];
    let liked;
    for (let n = 0; n < EACH; n += 1) {
      const id = await post(task, n, buyer, operator);
      const list = await buyer("GET", `/scenarios/${id}/matches`);
      liked ??= list.entries[2].counterpart.id;
      const entry = list.entries.find(({ counterpart }) => counterpart.id === liked);
      await buyer("POST", `/match-lists/${list.id}/clicks`, { entry: entry.id, kind: "opened" });
    }
  }
  return operator("POST", "/models/train");
}

/** Posts one more demand, of the first task. */
export const oneMore = (buyer, operator) => post(TASKS[0], EACH, buyer, operator);
