// The page's own words in both languages. Knows nothing of the talk; the guide's words come from the server.

export const WORDS = {
  zh: {
    lang: "zh-CN", ready: "在线", away: "连接断开，正在重连…", shop: "店铺", switch: "EN", switchLabel: "Switch to English",
    theme: "切换深浅色", menu: "更多", restart: "重新开始", erase: "清除我的数据", eraseAsk: "确定清除这段对话的全部数据吗？",
    text: "输入消息", placeholder: "想买点什么？说说用途、预算、喜好…", send: "发送", typing: "正在输入", latest: "跳到最新",
    retry: "没发出去，点此重试", degraded: "（刚才有一步没成功，这是简化的回答）", hello: "想找点什么？",
    intro: "告诉我给谁用、怎么用、预算多少；不喜欢的也可以说。我只说商品资料里有的。",
    price: "价格未标", replies: "快捷回复", cards: "商品", open: "查看商品", erased: "数据已清除。", failed: "出了点问题：", agent: "客服",
    recommend: (name) => `推荐${name}`, ways: ["有什么推荐的？", "有哪些品类？", "有哪些品牌？"], unread: "新消息",
    queued: (place, wait) => `排队中：第${place}位${wait === null ? "" : wait < 60 ? "，预计不到1分钟" : `，预计${Math.ceil(wait / 60)}分钟`}`, cancelQueue: "取消排队",
    person: (name) => `客服${name}正在为您服务`, writing: "您发的下一条消息会留给客服",
  },
  en: {
    lang: "en", ready: "online", away: "Connection lost, reconnecting…", shop: "Shop", switch: "中", switchLabel: "切换到中文",
    theme: "Switch between light and dark", menu: "More", restart: "Start over", erase: "Clear my data",
    eraseAsk: "Really clear everything that is kept of this conversation?", text: "Your message",
    placeholder: "Use, budget, likes, dislikes…", send: "Send", typing: "typing", latest: "Go to the newest",
    retry: "Not sent. Press to try again", degraded: "(One step failed just now; this is a simplified answer.)",
    hello: "What are you looking for?",
    intro: "Tell me who it is for, how it is used and your budget; also what you don't want. I only say what the catalogue says.",
    price: "Price not stated", replies: "Quick replies", cards: "Goods", open: "See the item", erased: "Your data is cleared.",
    failed: "Something went wrong: ", agent: "Agent",
    recommend: (name) => `Recommend ${name}`, ways: ["What do you recommend?", "What categories are there?", "Which brands do you have?"], unread: "new",
    queued: (place, wait) => `Waiting for a person: number ${place}${wait === null ? "" : wait < 60 ? ", less than a minute" : `, about ${Math.ceil(wait / 60)} min`}`, cancelQueue: "Leave the queue",
    person: (name) => `You are talking to ${name}`, writing: "What you send next is kept for the desk",
  },
};
