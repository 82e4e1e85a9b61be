// The demo pages' own words.

export const WORDS = {
  zh: {
    skip: "跳到商品", search: "搜索商品", shop: "店铺", language: "EN", languageLabel: "Switch to English", theme: "切换深浅色",
    hello: "逛逛，或者直接说", intro: "右下角的导购认得店里每一件商品：说用途、预算、喜好，它来挑；也可以转人工。", ask: "想买点什么？比如“送妈妈的手机，两千以内”",
    send: "问导购", all: "精选", none: "没有找到，换个说法，或者问问导购。", price: "价格未标", back: "← 全部商品", facts: "参数", stock: (n) => (n > 0 ? "现货" : "暂时缺货"),
    reviews: (n) => `${n}条评价`, askItem: "问问这款", similar: "同类商品", missing: "这件商品不在店里了。", away: "商品暂时取不到，过一会儿再试；导购在右下角。", demo: "这是演示店铺。", full: "整页聊天", categories: "品类",
  },
  en: {
    skip: "Skip to the goods", search: "Search the shop", shop: "Shop", language: "中", languageLabel: "切换到中文", theme: "Switch between light and dark",
    hello: "Browse, or just say it", intro: "The guide in the corner knows every item of the shop: say what it is for, your budget, what you like, and it picks. A person is one word away.", ask: "“A tent for two under 1,000”",
    send: "Ask the guide", all: "Our picks", none: "Nothing found. Try other words, or ask the guide.", price: "Price not stated", back: "← All goods", facts: "Details", stock: (n) => (n > 0 ? "In stock" : "Out of stock"),
    reviews: (n) => `${n} reviews`, askItem: "Ask about it", similar: "More of this kind", missing: "This item is no longer in the shop.", away: "The goods cannot be had just now; try again shortly. The guide is in the corner.", demo: "This is a demo shop.", full: "Chat on a whole page", categories: "Categories",
  },
};
