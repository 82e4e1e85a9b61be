// The supervisor's report: a few figures large, plots, and the log.

import { element } from "./view.js";
import { Api } from "./api.js";
import { bars, line, stacked } from "./plots.js";
import { WORDS as DESK } from "./words.js";

const $ = (id) => document.getElementById(id);
const kept = (() => { try { return JSON.parse(localStorage.getItem("daogou.desk")) ?? {}; } catch { return {}; } })();
const locale = kept.locale ?? (navigator.language.startsWith("zh") ? "zh" : "en");
if (kept.theme) document.documentElement.dataset.theme = kept.theme;

const W = {
  zh: { title: "客服报表", days: "时间范围", last: (n) => `近 ${n} 天`, desk: "返回客服台", asked: "请求人工", taken: "已接待", waiting: "等待时长（中位数）", first: "首次回复（中位数）", solved: "解决时长（中位数）", good: "满意率",
    byDay: "每天请求：已接待与未接待", waits: "每天等待时长（中位数）", ratings: "每天评价：不满意、很满意、一般", reasons: "原因", agents: "各客服接待数", legendTaken: "绿：已接待 · 红：未接待", legendRated: "红：不满意 · 绿：很满意 · 橙：一般", log: "操作记录", columns: ["时间", "谁", "做了什么", "对话", "状态"], noRole: "只有主管能看报表。", login: "请先登录客服台。", none: "—", s: "秒", m: "分",
    actors: { shopper: "顾客", bot: "导购", timer: "定时" },
    events: { request: "请求人工", away: "请求人工（无人在线）", take: "接入", cancel: "取消排队", expire: "无人接入", drop: "回到队列", strand: "客服离开", return: "交还导购", close: "结束", shopper_idle: "顾客无消息", leave: "要留言", write: "留言", decline: "不留言", done: "留言已处理", keep: "保留留言", rate: "评价", note: "写备注", tag: "改标签", read: "查看", log_in: "登录", log_out: "退出", available: "开始接待", add_agent: "新增客服", add_supervisor: "新增主管", reset_password: "重设密码", remove: "移除" },
    states: { requested: "排队", assigned: "人工", offered: "可留言", writing: "留言中", left: "已留言", returned: "已交还", closed: "已结束", cancelled: "已取消", done: "已处理" } },
  en: { title: "Hand-off report", days: "Period", last: (n) => `last ${n} days`, desk: "Back to the desk", asked: "Asked for a person", taken: "Taken over", waiting: "Waiting (median)", first: "First answer (median)", solved: "Resolution (median)", good: "Rated good",
    byDay: "Requests a day: taken and not", waits: "Waiting a day (median)", ratings: "Ratings a day: bad, good, so-so", reasons: "Reasons", agents: "Chats of each agent", legendTaken: "green: taken · red: not taken", legendRated: "red: bad · green: good · orange: so-so", log: "Log", columns: ["Time", "Who", "Did what", "Chat", "State"], noRole: "Only a supervisor may see the report.", login: "Log in at the desk first.", none: "—", s: "s", m: "min", actors: {}, events: {}, states: {} },
}[locale];

const span = (s) => (s === null || s === undefined ? W.none : s < 90 ? `${Math.round(s)} ${W.s}` : `${(s / 60).toFixed(s < 600 ? 1 : 0)} ${W.m}`);

document.documentElement.lang = DESK[locale].lang;
document.title = $("title").textContent = W.title;
$("to-desk").textContent = W.desk;
$("days-label").textContent = W.days;
$("log-title").textContent = W.log;
for (const n of [7, 30, 90]) { const o = element("option", "", W.last(n)); o.value = n; $("days").append(o); }
$("days").value = "30";
$("days").addEventListener("change", draw);

function figure(value, label) {
  const box = element("div", "figure");
  box.append(element("strong", "", value), element("span", "", label));
  return box;
}

function plot(title, drawing, legend = "") {
  const box = element("section", "plot");
  box.append(element("h2", "", title), drawing);
  if (legend) box.append(element("p", "legend", legend));
  return box;
}

async function draw() {
  const api = new Api();
  let report, audit;
  try { [report, audit] = await Promise.all([api.get(`/report?days=${$("days").value}`), api.get("/audit")]); } catch (error) {
    $("problem").textContent = error.status === 401 ? W.login : error.status === 403 ? W.noRole : error.message;
    return;
  }
  const { all, days } = report;
  const rated = all.ratings.reduce((a, b) => a + b, 0);
  const short = (day) => day.slice(5).replace("-", "/");
  $("figures").replaceChildren(figure(String(all.n), W.asked), figure(String(all.n_taken), W.taken), figure(span(all.waiting_s.p50), W.waiting), figure(span(all.first_answer_s.p50), W.first), figure(span(all.resolution_s.p50), W.solved), figure(rated ? `${Math.round((100 * all.ratings[2]) / rated)}% (${rated})` : W.none, W.good));
  $("plots").replaceChildren(
    plot(W.byDay, stacked(W.byDay, days.map((d) => ({ x: short(d.day), parts: [d.n - d.n_taken, d.n_taken] }))), W.legendTaken),
    plot(W.waits, line(W.waits, days.map((d) => ({ x: short(d.day), y: d.waiting_s.p50 })), span)),
    plot(W.ratings, stacked(W.ratings, days.map((d) => ({ x: short(d.day), parts: [d.ratings[0], d.ratings[2], d.ratings[1]] }))), W.legendRated),
    plot(W.reasons, bars(W.reasons, Object.entries(report.reasons).map(([x, y]) => ({ x: DESK[locale].reasons[x] ?? x, y })))),
    plot(W.agents, bars(W.agents, report.agents.map((a) => ({ x: a.agent, y: a.n_taken })).sort((a, b) => b.y - a.y))),
  );
  const head = element("tr");
  W.columns.forEach((c) => head.append(element("th", "", c)));
  $("log-head").replaceChildren(head);
  $("log-rows").replaceChildren(...audit.log.slice(0, 60).map((entry) => {
    const row = element("tr");
    const states = [...new Set([entry.before, entry.after])].filter(Boolean).map((s) => W.states[s] ?? s).join(" → ");
    [new Date(entry.at * 1000).toLocaleString(DESK[locale].lang), W.actors[entry.actor] ?? entry.actor, W.events[entry.event] ?? entry.event.replaceAll("_", " "), entry.chat_id.slice(0, 8), states].forEach((t) => row.append(element("td", "", t)));
    return row;
  }));
}

draw();
