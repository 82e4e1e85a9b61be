// The desk's own words in both languages, and the canned replies (by the chat's language, not the desk's).

export const WORDS = {
  zh: {
    lang: "zh-CN", speaks: { zh: "中文", en: "英文" }, desk: "客服台", name: "姓名", password: "密码", login: "登录", logout: "退出", wrong: "姓名或密码不对", report: "报表",
    available: "接待中", away: "暂停接待", waiting: "排队", mine: "我的对话", left: "留言", others: "同事的对话", none: "没有", next: "接待下一位",
    take: "接入", requeue: "转给同事", back: "交还导购", close: "结束", done: "已处理", send: "发送", say: "输入回复，Enter 发送",
    locked: "接入后才能回复", facts: "情况", reason: "原因", mood: "情绪", wants: "想要", rejects: "不要", shown: "看过的商品", refused: "已拒绝", wishlist: "心愿单",
    words: "顾客原话", notes: "备注（仅客服可见）", note: "写备注，Enter 保存", tags: "标签", tag: "加标签", goods: "发商品", find: "搜商品", canned: "常用语",
    outcome: "处理结果（会告诉顾客，可不填）", confirm: "确定", cancel: "取消", pick: "选择一个对话开始", theme: "切换深浅色", language: "EN", languageLabel: "Switch to English",
    keys: "快捷键", online: "在线客服", lost: "连接断开，正在重连…", message: "留言内容", hard: "必须", soft: "最好", unchecked: "目录无法核对", draft: "导购本来会这样回答", suggested: "导购建议",
    styles: { formal: "正式", warm: "亲切", playful: "俏皮", brief: "简洁" }, restyle: "换成这种语气；还没写时，先回应顾客刚说的话",
    use: "填入", failed: "没成功：", asOne: "名客服在线", waited: "已等", agent: "客服", rated: "评价", sendItem: "发送", transcript: "对话记录", ended: "已结束", goneChat: "这个对话已不在您名下",
    degraded: "（有一步没成功，这是简化的回答）", cards: "商品", price: "价格未标",
    help: [["N", "接待下一位"], ["T", "接入当前对话"], ["J / K", "下一个 / 上一个对话"], ["R", "写回复"], ["G", "搜商品"], ["M", "写备注"], ["B", "交还导购"], ["E", "结束对话"], ["?", "快捷键"]],
    reasons: { asked: "主动要求人工", complaint: "投诉/售后", order: "订单问题", payment: "付款问题", safety: "人身安全", misunderstood: "多次没听懂", refusals: "多次不满意推荐", anger: "情绪激动" },
    moods: { angry: "生气", upset: "不满", neutral: "平静", pleased: "愉快", "": "—" }, roles: { agent: "客服", supervisor: "主管" },
  },
  en: {
    lang: "en", speaks: { zh: "Chinese", en: "English" }, desk: "Desk", name: "Name", password: "Password", login: "Log in", logout: "Log out", wrong: "The name or the password is wrong", report: "Report",
    available: "Taking chats", away: "On a break", waiting: "Waiting", mine: "My chats", left: "Messages left", others: "Others' chats", none: "none", next: "Take the next",
    take: "Take over", requeue: "Hand on", back: "Return to bot", close: "Close", done: "Dealt with", send: "Send", say: "Your reply, Enter sends",
    locked: "Take over to reply", facts: "Facts", reason: "Reason", mood: "Mood", wants: "Wants", rejects: "Doesn't want", shown: "Goods shown", refused: "Refused", wishlist: "Wish list",
    words: "In their words", notes: "Notes (agents only)", note: "A note, Enter keeps it", tags: "Tags", tag: "Add a tag", goods: "Send goods", find: "Search goods", canned: "Canned replies",
    outcome: "What was done (told to the shopper, optional)", confirm: "OK", cancel: "Cancel", pick: "Pick a chat to begin", theme: "Switch between light and dark", language: "中", languageLabel: "切换到中文",
    keys: "Keyboard", online: "Agents online", lost: "Connection lost, reconnecting…", message: "The message", hard: "must", soft: "rather", unchecked: "catalogue cannot check", draft: "The guide would have said", suggested: "The guide suggests",
    styles: { formal: "formal", warm: "warm", playful: "playful", brief: "brief" }, restyle: "Say it in this tone; with nothing written, answer what the shopper said last",
    use: "Use it", failed: "That failed: ", asOne: "online", waited: "waited", agent: "Agent", rated: "Rating", sendItem: "Send", transcript: "Transcript", ended: "ended", goneChat: "This chat is not yours any more",
    degraded: "(One step failed; this is a simplified answer.)", cards: "Goods", price: "Price not stated",
    help: [["N", "take the next"], ["T", "take over this chat"], ["J / K", "next / previous chat"], ["R", "write a reply"], ["G", "search goods"], ["M", "write a note"], ["B", "return to bot"], ["E", "close the chat"], ["?", "this list"]],
    reasons: { asked: "asked for a person", complaint: "complaint", order: "about an order", payment: "payment", safety: "safety", misunderstood: "not understood", refusals: "refused all goods", anger: "angry" },
    moods: { angry: "angry", upset: "upset", neutral: "calm", pleased: "pleased", "": "—" }, roles: { agent: "agent", supervisor: "supervisor" },
  },
};

export const CANNED = {
  zh: ["您好，我是客服，刚看完前面的对话，马上帮您处理。", "麻烦您提供一下订单号，我来查。", "我查一下，请稍等一两分钟。", "抱歉给您添麻烦了，这个我来跟进。", "还有什么可以帮您的吗？"],
  en: ["Hello, I have read the chat so far and will help you right away.", "Could you give me the order number, please?", "Let me check; one or two minutes, please.", "I am sorry about the trouble. I will follow this up.", "Is there anything else I can do for you?"],
};
