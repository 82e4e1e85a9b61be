"""What the shopper does: dialogue acts by pattern and by what was found, and which of them stand together.

Owns: act patterns in use, short answers, the resolution of acts that exclude each other, mood. Does not know:
wishes' contents.
"""

from __future__ import annotations

import re

from knowledge.types import Act, Reference, UserAct
from nlu.names import ACT_PRIORITY
from nlu.understand import answering, keywords, patterns
from nlu.understand.frame import Frame
from nlu.understand.references import ordinal_spans

#: Acts that are searched for before anything else is read, so that their words are not read as wishes.
_EARLY = (
    UserAct.HANDOFF,
    UserAct.PRIVACY,
    UserAct.START_OVER,
    UserAct.EXPLAIN,
    UserAct.SHOW_WISHES,
    UserAct.WISHLIST,
    UserAct.ORDER,
    UserAct.COMPLAIN,
    UserAct.OUT_OF_SCOPE,
    UserAct.CHITCHAT,
    UserAct.THANK,
    UserAct.GREET,
    UserAct.BYE,
)
_LATE = (UserAct.COMPARE, UserAct.PICK, UserAct.MORE, UserAct.RECOMMEND, UserAct.CHITCHAT)
#: Acts beside which a bare reference still chooses.
_MILD = frozenset(
    (UserAct.DENY, UserAct.AFFIRM, UserAct.INFORM, UserAct.RECOMMEND, UserAct.THANK, UserAct.GREET, UserAct.CHITCHAT)
)
_ASKED = frozenset((UserAct.ASK_ATTRIBUTE, UserAct.COMPARE, UserAct.EXPLAIN, UserAct.CRITIQUE))
_NOT_NOW = re.compile(r"(?:先不|不用|不要|不想|不|别|不必|don't|do not|no need to|not)(?: \w+)?\s*$")
_ABOUT_BOT = re.compile(
    r"(?:你|您)(?:到底|究竟)?(?:是不是|是|不是|会不会是|不会是|该不会是)(?:一?个)?$"
    r"|(?:are you|is this|am i (?:talking|speaking|chatting) (?:to|with))(?: really| actually)? (?:a |an )?$"
)
_HYPOTHETICAL = re.compile(
    r"(?:会|会不会|容易|怕|万一|如果|要是)[^,。]{0,6}$|(?:does|do|will|can|if) (?:it|they|this)[\w ]{0,10}$"
)
#: Hard words for what would do: cheap crap is fine, 垃圾一点也行.
_CONTENT = re.compile(
    r"\s*(?:一点|点|的|些)?(?:也|都|就)(?:行|可以|ok|没关系|无所谓)"
    r"|\s*(?:is|are|'s|will|would)?\s*(?:be |totally |just |perfectly )?"
    r"(?:fine|ok|okay|alright|good enough|do)(?![a-z])"
)
#: Who complains here is not the shopper: do people complain about heat?
_OTHERS = re.compile(
    r"(?<![a-z])(?:people|others|customers|users|buyers|owners|guests|visitors|reviewers|(?:any|some|every)(?:one|body)"
    r"|folks|lots?|many|they)(?: \w+){0,2} $|(?:any|many|common|most|other|no|frequent|of|the|are there) $"
)
_NOT_BEFORE = re.compile(
    r"(?:不要|不想要|不喜欢|不是|不买|不选|不看|别要|(?<![a-z])not|don't (?:like|want)|didn't like|hate)\s*$"
)
_NOT_AFTER = re.compile(
    r"\s*(?:也|都|就|真|确实)*(?:很|挺|太|有点)?(?:一般(?!人)|不咋[地的样]|不怎么样|没感觉|普通|没意思)"
    r"|\s*(?:我)?(?:也|就|都)?(?:不要|不行|不喜欢|不考虑|不合适|不好|不看|不买|算了|pass|is no good|won't do)"
)
_REFUSE_SHOWN = re.compile(
    r"(?:这(?:几|些|个|款|两|三)?(?:个|款)?|都|全)(?:我)?(?:都|全)?(?:不(?:喜欢|要|行|好|合适|"
    r"满意|太行|想要|感兴趣|怎么样|够好)|没(?:看上|有?喜欢的|感觉|一个))|没有?(?:一个|一款|一家|啥|什么)?(?:喜欢的|合适的"
    r"|看上的|满意的|靠谱的?|像样的|能用的|能看的)|不太?(?:满意|合适|喜欢)(?:$|[,。!])|看不上|(?:都|全)(?:去|看|吃|住|玩|用|穿|买|逛)(?:腻|够|厌|烦)了?"
    r"|(?<![a-z])(?:don't|do not|didn't) (?:really )?(?:like|want|love) (?:any of |"
    r"either of )?(?:them|these|those|it|this|that)|none of (?:them|these|those)|(?:not|isn't|aren't|wasn't) (?:what i"
    r"|for me|these|those|my style|quite right)|no good"
    # what they look like: the shop says nothing of beauty, so others are wanted
    r"|^(?:都|也|全|这(?:几|些|三|两)?个?|它们|长得|样子|外观|款式|颜色|这)*(?:太|真|好|挺|也太|有点儿?|实在)*"
    r"(?:丑|难看|不好看|土气?|老气|俗气?)"
    r"(?:死|爆|哭|到家)?(?:了|啊|吧|的)*(?=$|[,。!?])"
    r"|^(?:(?:they|these|those|it|that|this)(?:'re|'s| are| is| all)*(?: all)? )?(?:so |too |pretty |really )?ugly"
    r"(?=$|[,.!])"
)
#: Whoever was asked nothing wants nothing more: 没了.
_NOTHING_MORE = re.compile(
    r"(?:好的?|嗯|行)?[,，\s]*(?:没(?:有)?了|就这些(?:吧|了)?|没(?:有)?别的了)[吧呀啊哈谢\s,，。!~]*"
    r"|that's (?:all|it)|nothing else"
)
_PAST = re.compile(r"上次|之前|以前|用过|last time|before|previous|used to|had one")
_POSITIVE = re.compile(
    r"喜欢|不错|很好|太好了|棒|满意|开心|完美|赞|好看|(?<![a-z])(?:love|great|perfect|awesome|"
    r"nice|excellent|amazing|wonderful|happy)(?![a-z])"
)
_NEGATIVE = re.compile(
    r"讨厌|(?<!麻)烦|失望|生气|垃圾|差劲|破|烂|坑|气死|无语|难受|糟|后悔|滚(?!筒|动|轮|珠)|[傻煞沙][逼比叉]|笨蛋|蠢货|智障"
    r"|脑残|白痴|废物|闭嘴|去死|(?<![a-z])(?:hate|terrible|awful|worst|angry|disappoint|useless|bad|stupid|annoy"
    r"|ridiculous|scam|idiot|moron|shut up|piss off|get lost)"
)


def early(frame: Frame) -> None:
    """Note acts whose words would otherwise be misread, and use those words up."""
    frame.sentiment = _mood(frame)
    for act in _EARLY:
        for match in frame.finditer(patterns.acts()[act]):
            if not _stands(frame, act, match):
                continue
            frame.say(act)
            if act == UserAct.WISHLIST and _IT.search(match.group()):
                frame.refer(Reference("focus", text=frame.words(*match.span())))  # add it to my list
            kept = pointed(frame.text, *match.span())
            for start, end in kept:  # save number four: the number still points
                frame.take(start, end)


#: What is to be kept: 收藏它, save this for later, but not 收藏这里面第二个.
_IT = re.compile(r"它|[这那](?:一)?[个款家件双本]|(?<![a-z])(?:it|this|that)(?![a-z])(?! (?:last|first|second|third))")


def pointed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return what is left of text[start:end] around the words that count goods."""
    out, at = [], start
    for a, b in sorted(ordinal_spans(text)):
        if start <= a < end and a >= at:
            out.append((at, a))
            at = b
    return [*out, (at, end)] if at < end else out


def fillers(frame: Frame) -> None:
    """Use up words that press or scold (hurry up, 听懂没); alone they are talk."""
    for match in frame.finditer(patterns.fillers()):
        if any(k.start < match.end() and match.start() < k.end for k in frame.linked.links if k.label != "attribute"):
            continue
        frame.take(*match.span())
    if frame.text and frame.used and all(u or not c.isalnum() for u, c in zip(frame.used, frame.text, strict=True)):
        frame.say(UserAct.CHITCHAT, 0.6)


def _stands(frame: Frame, act: str, match: re.Match[str]) -> bool:
    before = frame.text[: match.start()]
    if act == UserAct.HANDOFF and _NOT_NOW.search(before):
        frame.say(UserAct.DENY)
        frame.take(*match.span())
        return False
    if act == UserAct.HANDOFF and (_ABOUT_BOT.search(before) or patterns.asks_hours(frame.text)):
        return False  # 你是真人吗, 人工客服几点上班
    if act == UserAct.OUT_OF_SCOPE:
        # 写首诗 asks for no book of poems; a good named elsewhere does ask for goods.
        return not any(
            k.label in ("category", "brand", "item") or not match.start() <= k.start < match.end()
            for k in frame.linked.links
        )
    if act == UserAct.THANK and _NO_THANKS.search(before):
        frame.say(UserAct.DENY)  # no thanks, i already have one
        frame.take(match.start(), match.end())
        return False
    if act == UserAct.SHOW_WISHES and _NOT_IT.search(before):
        return False  # this isn't what i asked for
    if act == UserAct.PRIVACY and _NOT_NOW.search(before) and "记" not in match.group():
        return False
    if act == UserAct.COMPLAIN:
        clause = frame.clause_at(match.start())
        asked = re.search(
            r"(?:吗|么|嘛|不|怎么办|没|管不管|修不修|包不包|赔不赔|管换|保修)\s*$", frame.text[match.end() : clause.end]
        ) or re.match(
            r"(?:吗|么|会|怎么办|能修|可以修|包修|保修|管不管|修不修|包不包|赔不赔)", frame.text[match.end() :]
        )
        if asked or _HYPOTHETICAL.search(before):
            return False
        if content := _CONTENT.match(frame.text, match.end()):
            frame.take(match.start(), content.end())  # cheap crap is fine
            return False
        if "complain" in match.group() and _OTHERS.search(before):
            return False
        if re.search(r"(?:有没有|有)[^,。]*$", before[-8:]) and "投诉" in match.group():
            return False
    if act == UserAct.ORDER and any(
        k.label == "value" and (k.start, k.end) == match.span() for k in frame.linked.links
    ):
        return False  # a track to run on
    if act == UserAct.ORDER and re.match(r"我(?:买的|下的单|拍的|订的)", match.group()) and frame.has(UserAct.COMPLAIN):
        return True
    return True


_NO_THANKS = re.compile(r"(?:(?<![a-z])(?:no|nope|nah)|不用了?|不要了?|不了|不需要了?)[ ,!]*$")
_NOT_IT = re.compile(r"(?:(?<![a-z])not|n't|不是|并非)\s*$")


#: The item at hand beside another: 和第二个比呢, compared to the first?
_BESIDE = re.compile(
    r"^\s*(?:那|它|这个|这款)?(?:和|跟|与|同)(?=第|#|前|刚才|上)[^,。]{1,8}(?:比|对比|相比|比较)"
    r"|(?:compared? (?:to|with)|versus|vs\.?|against) (?=the |number |#)"
)


def late(frame: Frame) -> None:
    """Note the remaining acts from patterns, once references, amounts and links are known."""
    if len(frame.references) == 1 and frame.references[0].kind == "ordinal" and _BESIDE.search(frame.text):
        frame.references.insert(0, Reference("focus", text=frame.references[0].text))
        frame.say(UserAct.COMPARE)
    for act in _LATE:
        for match in patterns.acts()[act].finditer(frame.text):
            if act == UserAct.RECOMMEND or _late_stands(frame, act, match):
                frame.say(act, 0.85)
                if act in (UserAct.MORE, UserAct.CHITCHAT):
                    frame.take(*match.span())
    for match in _REFUSE_SHOWN.finditer(frame.text):
        if not any(frame.polarity.get(k.start) == "against" for k in frame.linked.links):
            frame.say(UserAct.REFUSE)
            frame.take(*match.span())
    for clause in frame.clauses:
        text = frame.text[clause.start : clause.end].strip()
        for act, pattern in patterns.whole().items():
            if text == "please" or len(frame.clauses) < 2:  # more like these, please
                continue
            if pattern.fullmatch(text) and frame.free(clause.start, clause.end):
                frame.say(act, 0.7)


def short_answer(frame: Frame) -> bool:
    """Read an utterance that is one of the short answers (好的, 不用, 都行) and nothing else."""
    text = frame.text.strip()
    if answering.anything_will_do(frame):
        frame.say(UserAct.NO_PREFERENCE)
        frame.take(0, len(frame.text))
        return True
    if _NOTHING_MORE.fullmatch(text) and not frame.context.asked:
        frame.say(UserAct.BYE)
        frame.take(0, len(frame.text))
        return True
    for act, pattern in patterns.whole().items():
        if pattern.fullmatch(text) and not text.startswith("别的"):
            frame.say(act)
            frame.take(0, len(frame.text))
            return True
    return False


def _late_stands(frame: Frame, act: str, match: re.Match[str]) -> bool:
    words = match.group()
    if act == UserAct.COMPARE:
        if any(r.among == "earlier" for r in frame.references):
            return False  # 还是之前那个好 weighs nothing any more
        pointed = len(frame.references) >= 2 or any(r.kind == "all" for r in frame.references)
        named = sum(k.label in ("brand", "item", "value") for k in frame.linked.links) >= 2
        choosing = re.match(r"[选去住]?哪|怎么选|which", words)
        if choosing and frame.linked.categories and not pointed:
            return False
        if choosing and re.search(r"哪个(?:牌子|品牌)|which brand", frame.text):
            return False
        if words in ("比较", "都比较") and not re.match(
            r"\s*(?:一?下|看看|前|这|那|第|他|它|两|$|[,。?!吗呢吧])", frame.text[match.end() :]
        ):
            return False  # 我比较喜欢玩
        if words in ("比较",) and not (pointed or named):
            return bool(re.search(r"比较(?:一?下|$|前|这|一)", frame.text))
        return pointed or named or frame.context.showing or not choosing
    if act == UserAct.PICK and _NOT_NOW.search(frame.text[: match.start()] + ("不" if words[:1] == "不" else "")):
        return False
    if act == UserAct.PICK:
        if (words[0] == "都" or not frame.free(match.start(), match.end())) and not frame.references:
            return False  # 手机和耳机都要 asks for kinds of goods
        amount = any(
            a.start < match.end() and match.start() < a.end and frame.free(a.start, a.end) for a in frame.amounts
        )
        return (not amount and not re.search(r"(?:吗|么|\?)\s*$", frame.text)) or bool(
            re.search(r"下单|怎么买|link|链接|checkout|where can", words)
        )
    if act == UserAct.MORE:
        return (
            (frame.free(match.start(), match.end()) or " like " in words)
            and not frame.has(UserAct.CRITIQUE)
            and not frame.linked.categories
        )
    if act == UserAct.CHITCHAT:
        return frame.free(match.start(), match.end())
    return True


def _refuses_pointed(frame: Frame) -> bool:
    """Say whether an item that is pointed at is refused: 第二个不要, 不是这个, not the first."""
    for reference in frame.references:
        at = frame.text.find(reference.text.lower())
        if at < 0 or reference.kind in ("all", "value"):
            continue
        before, after = frame.text[:at], frame.text[at + len(reference.text) :]
        if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
            return True
    return False


def settle(frame: Frame) -> list[Act]:
    """Return the acts that stand, main one first; never empty."""
    acts = dict(frame.acts)
    against = any(w.polarity == "against" for w in frame.wishes)
    if against and UserAct.COMPLAIN in acts and _PAST.search(frame.text) and UserAct.HANDOFF not in acts:
        del acts[UserAct.COMPLAIN]  # 不要凌峰家的，上次坏了 is a wish with its reason
    if UserAct.COMPLAIN in acts and _seeks_another(frame):
        del acts[UserAct.COMPLAIN]
    if UserAct.ORDER in acts and UserAct.COMPLAIN in acts:
        acts[UserAct.ORDER] = min(acts[UserAct.ORDER], 0.6)
    facts = [q for q in frame.questions if q.attribute and ":" not in q.attribute]
    if facts and UserAct.COMPLAIN not in acts and any(r.kind == "item" for r in frame.references):
        acts.pop(UserAct.ORDER, None)  # 我订的和颐酒店，地址在哪 asks for a fact of the goods
    if UserAct.CRITIQUE in acts and not frame.references:
        acts.pop(UserAct.PICK, None)  # 便宜个三十我就要了
    said = bool(frame.wishes or frame.unknown or frame.ambiguous)
    if UserAct.RECOMMEND in acts:
        busy = {
            UserAct.COMPARE,
            UserAct.ASK_ATTRIBUTE,
            UserAct.ASK_REVIEWS,
            UserAct.ASK_POLICY,
            UserAct.EXPLAIN,
            UserAct.PICK,
            UserAct.HANDOFF,
            UserAct.COMPLAIN,
            UserAct.ORDER,
            UserAct.PRIVACY,
            UserAct.WISHLIST,
            UserAct.START_OVER,
            UserAct.SHOW_WISHES,
            UserAct.NO_PREFERENCE,
            UserAct.CHITCHAT,
            UserAct.OUT_OF_SCOPE,
            UserAct.MORE,
            UserAct.RETRACT,
        }
        if busy & acts.keys() and not frame.linked.categories:
            del acts[UserAct.RECOMMEND]
    if any(w.attribute == "category" and w.polarity == "for" for w in frame.wishes) or _describes_goods(frame, acts):
        acts.setdefault(UserAct.RECOMMEND, 0.8)
    answering.settle(frame, acts)
    if acts.keys() & {UserAct.CHITCHAT} and said:
        del acts[UserAct.CHITCHAT]
    if UserAct.DENY in acts and (against or UserAct.REFUSE in acts) and len(acts) > 1:
        del acts[UserAct.DENY]
    if _refuses_pointed(frame) and not acts.keys() & _ASKED:
        acts[UserAct.REFUSE] = 0.9
        acts.pop(UserAct.PICK, None)
    if sum(r.kind == "ordinal" for r in frame.references) > 1 and not acts.keys() - _MILD and not said:
        acts[UserAct.COMPARE] = 0.6  # 纠结1和2
    if (
        acts.keys() & {UserAct.THANK, UserAct.GREET}
        and not said
        and not frame.linked.links
        and not keywords.read(frame)
    ):
        acts.pop(UserAct.RECOMMEND, None)
    if UserAct.BYE in acts:
        acts.pop(UserAct.DENY, None)
        acts.pop(UserAct.AFFIRM, None)  # 好的，就这样
    if UserAct.CHITCHAT in acts:
        acts.pop(UserAct.GREET, None)  # hey, are you a bot?
    if (
        any(r.kind != "all" for r in frame.references)
        and not keywords.read(frame)
        and not acts.keys() - _MILD
        and not said
    ):
        acts[UserAct.PICK] = 0.6  # 第二个, 还是那个便宜点的吧: pointing at one of the goods is choosing it
    if acts.keys() == {UserAct.AFFIRM} and any(r.kind == "all" and r.value for r in frame.references) and not said:
        acts[UserAct.PICK] = acts.pop(UserAct.AFFIRM)  # fine, both
    if not acts:
        # Nothing was recognised: words that may be a search are one, weakly; else out of scope.
        answers = frame.context.last_act == "ask" and bool(frame.context.asked)
        acts[UserAct.INFORM if said or frame.references or answers else UserAct.OUT_OF_SCOPE] = 0.3
    order = {name: i for i, name in enumerate(ACT_PRIORITY)}
    return [Act(name, round(acts[name], 3)) for name in sorted(acts, key=lambda n: order[n])]


#: A thing that is broken, and by what it is the shop's.
_BROKEN = re.compile(
    r"坏了|摔了|碎了|裂了|不能用了|用不了了?|开不了机"
    r"|(?<![a-z])(?:broke|broken|died|dead|cracked)(?![a-z])"
)
_OF_THE_SHOP = re.compile(
    r"[刚才新](?:买|到|收|换|用)|买(?:的|了|回)|收到|到货|[昨前]天|上[周个]|订单|你们?家?的?|退|赔|投诉|客服|质量"
    r"|(?<![a-z])(?:i (?:bought|got|ordered)|arrived|yesterday|last week|refund|your|you sent)(?![a-z])"
)
_SEEKS = re.compile(
    r"想|要|换|求|推荐|急用|买[台个部双件款]|(?<![a-z])(?:need|want|looking for|replacement|new|recommend)(?![a-z])"
)


def _seeks_another(frame: Frame) -> bool:
    """Say whether something broke and another one is wished for: 冰箱坏了急用，三百升往上，4k以内."""
    asked = any(w.attribute != "category" and w.polarity == "for" for w in frame.wishes) or frame.linked.categories
    return bool(
        asked
        and not frame.context.showing
        and _BROKEN.search(frame.text)
        and not _OF_THE_SHOP.search(frame.text)
        and _SEEKS.search(frame.text)
    )


def _describes_goods(frame: Frame, acts: dict[str, float]) -> bool:
    """Say whether a first turn describes goods, though it names no kind of them: 去桂林，得管饭."""
    if frame.context.last_act or frame.context.asked or acts.keys() - {UserAct.INFORM, UserAct.REFUSE}:
        return False
    wished = [w for w in frame.wishes if w.polarity == "for"]
    named = {w.attribute for w in wished}
    if (len(frame.clauses) > 1 and len(wished) > 1) or "near" in named:
        return True  # 五十块钱能吃饱的地方 海淀
    kinds = {
        w.attribute
        for w in frame.wishes
        if isinstance(w.value, str)
        and w.polarity == "for"
        and w.attribute in frame.lexicon.attributes
        and len(frame.lexicon.attributes[w.attribute].categories) == 1
    }
    return len(named) > 1 and bool(kinds)


def _mood(frame: Frame) -> float:
    mood = frame.note.mood
    text = frame.text
    mood += 0.3 * min(len(_POSITIVE.findall(text)), 2) - 0.4 * min(len(_NEGATIVE.findall(text)), 2)
    if mood < 0 and frame.note.original.count("!") + frame.note.original.count("！") >= 2:
        mood -= 0.2
    return round(max(-1.0, min(1.0, mood)), 2)
