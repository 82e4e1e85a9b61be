"""What the sample shop promises: returns, shipping, delivery, warranty, invoices, payment and opening hours.

Owns: the policy texts in Chinese and English, short enough to be said in one reply. Does not know: any good.
"""

from __future__ import annotations

POLICIES: dict[str, dict[str, str]] = {
    "returns": {
        "zh": "签收后7天内，商品不影响再次销售的可以无理由退货，15天内有质量问题可以换货；"
        "贴身衣物、开封的食品和护肤品除外。退款在收到退货后3个工作日内原路退回。",
        "en": "Unused goods can be returned within 7 days of delivery, faulty ones exchanged within 15 days; opened "
        "food, opened skin care and underwear are excepted. Refunds go back the way you paid within 3 working "
        "days of our getting the goods.",
    },
    "shipping": {
        "zh": "单笔订单满99元包邮，不满99元收8元运费；新疆、西藏满199元包邮。电视、洗衣机、冰箱免费送货上门。",
        "en": "Orders of ¥99 or more ship free, smaller ones cost ¥8; Xinjiang and Tibet ship free from ¥199. "
        "Televisions, washing machines and refrigerators are brought to your door free of charge.",
    },
    "delivery": {
        "zh": "有货的商品每天16点前付款当天发出，一般2到4天送到；大家电会先打电话约时间。",
        "en": "Goods in stock leave the same day when paid by 16:00 and usually arrive in 2 to 4 days; for large "
        "appliances we call first to fix a time.",
    },
    "warranty": {
        "zh": "手机、电脑、平板、手表和耳机保修1年，电视、洗衣机、冰箱整机保修3年；"
        "人为损坏不在保修内，但可以付费维修。",
        "en": "Phones, computers, tablets, watches and earphones have a 1-year warranty, televisions, washing machines "
        "and refrigerators 3 years; damage by accident is not covered but can be repaired for a fee.",
    },
    "invoice": {
        "zh": "所有订单都可以开电子发票，下单时填写抬头即可，个人和公司都行；也可以在收货后30天内补开。",
        "en": "Every order can have an electronic invoice: fill in the name when you order, personal or company. It "
        "can also be requested up to 30 days after delivery.",
    },
    "payment": {
        "zh": "支持银行卡、扫码支付和货到付款；满600元可以分3期、6期或12期，3期免手续费。",
        "en": "We take bank cards, payment by QR code and cash on delivery; from ¥600 you can pay in 3, 6 or 12 "
        "instalments, 3 of them without a fee.",
    },
    "hours": {
        "zh": "人工客服每天9:00到22:00在线；其他时间可以留言，第二天上午回复。",
        "en": "Our people are online every day from 9:00 to 22:00; at other times leave a message and we reply the "
        "next morning.",
    },
    "price_protection": {
        "zh": "下单后15天内同一商品降价，可以申请退还差价，秒杀和优惠券除外。",
        "en": "If the price of the same product falls within 15 days of your order we refund the difference, flash "
        "sales and coupons excepted.",
    },
    "travel_changes": {
        "zh": "旅行套餐出发前7天以上取消全额退款，3到6天退70%，3天以内退30%；改期一次免费。",
        "en": "Travel packages cancelled 7 or more days before departure are refunded in full, 3 to 6 days 70 %, later "
        "30 %; one change of date is free.",
    },
}
