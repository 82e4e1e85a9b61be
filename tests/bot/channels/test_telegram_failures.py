"""What goes wrong between a shopper and the guide: Telegram refuses or waits, the gateway is away, people leave."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.channels.telegram import talking
from tests.bot.channels.bot_api import Person
from tests.bot.channels.pictures import png
from tests.bot.channels.rules import Refusal, bad
from tests.bot.channels.toy_gateway import item, message

pytestmark = pytest.mark.asyncio(loop_scope="module")

FLOOD = Refusal(429, "Too Many Requests: retry after 1", retry_after=1)


def texts(person: Person) -> list[str]:
    return [call.said for call in person.saw() if call.method == "sendMessage"]


async def test_commands_are_registered_in_both_languages(world):
    assert world.api.commands["zh"] == world.api.commands["en"] == world.api.commands[""]
    expected = ["start", "help", "settings", "language", "privacy", "human", "reset", "delete_me"]
    assert world.api.commands["zh"] == expected


async def test_html_that_telegram_cannot_read_goes_out_as_plain_words(world):
    person = world.person()
    world.api.broken.append(("sendMessage", bad("can't parse entities: Unsupported start tag at byte offset 7")))
    world.gateway.script["hi"] = [message("**fett** & <x>")]
    person.say("hi")
    await world.settled()
    (call,) = person.saw()
    assert "parse_mode" not in call.data
    assert call.data["text"] == "fett & <x>"


async def test_captions_that_telegram_cannot_read_go_out_as_plain_words(world):
    person = world.person()
    refusal = bad("can't parse entities: Unsupported start tag at byte offset 7")
    world.gateway.script |= {
        "one": [message("one", "recommend", ["甲"])],
        "two": [message("two", "recommend", ["甲", "乙"])],
    }
    world.api.broken.append(("sendPhoto", refusal))
    person.say("one")
    await world.settled()
    world.api.broken.append(("sendMediaGroup", refusal))
    person.say("two")
    await world.settled()
    photo, album, _ = person.saw()
    assert "parse_mode" not in photo.data
    assert all("parse_mode" not in media for media in json.loads(album.data["media"]))


async def test_pictures_that_telegram_refuses_become_words_with_their_buttons(world):
    person = world.person()
    world.gateway.script |= {
        "one": [message("看这个", "recommend", ["甲"], ["便宜点"])],
        "two": [message("看这些", "recommend", ["甲", "乙"], ["便宜点"])],
    }
    world.api.broken.append(("sendPhoto", bad("IMAGE_PROCESS_FAILED")))
    person.say("one")
    await world.settled()
    world.api.broken.append(("sendMediaGroup", bad("wrong file identifier/HTTP URL specified")))
    person.say("two")
    await world.settled()
    first, cards, text = person.saw()
    assert first.said.startswith("看这个\n\n甲")
    assert first.buttons == ["便宜点"]
    assert cards.said.startswith("1. 甲")
    assert "2. 乙" in cards.said
    assert text.buttons == ["便宜点"]


async def test_a_picture_at_a_public_address_is_left_to_telegram_or_shown_as_words(world):
    person = world.person()
    good, gone = item("甲", image_url="https://cdn.example/a.jpg"), item("乙", image_url="https://cdn.example/b.jpg")
    world.api.reachable.add("https://cdn.example/a.jpg")
    world.gateway.script |= {"a": [message("a", "recommend", [good])], "b": [message("b", "recommend", [gone])]}
    person.say("a")
    person.say("b")
    await world.settled()
    assert [call.method for call in person.saw()] == ["sendPhoto", "sendMessage"]
    assert person.saw()[0].data["photo"] == "https://cdn.example/a.jpg"


async def test_a_picture_is_fetched_and_uploaded_once(world):
    world.gateway.script["a"] = [message("a", "recommend", ["新货 一", "新货 二"])]
    for person in (world.person(), world.person()):
        person.say("a")
        await world.settled()
    assert world.gateway.pictures == 2
    first, second = (call for call in world.api.calls if call.method == "sendMediaGroup")
    assert [one["media"][:9] for one in json.loads(first.data["media"])] == ["attach://"] * 2
    assert [one["media"] for one in json.loads(second.data["media"])] == [
        p["photo"][0]["file_id"] for p in first.photos
    ]


async def test_long_answers_come_in_pieces_that_telegram_takes(world):
    person = world.person()
    said = "这是很长的一段话，讲了很多。" * 700 + "😀" * 3000
    world.gateway.script["a"] = [message(said, replies=["好"])]
    person.say("a")
    await world.settled()
    assert "".join(texts(person)) == said
    assert [bool(call.buttons) for call in person.saw()] == [False] * (len(person.saw()) - 1) + [True]
    assert not world.api.refusals


async def test_retry_after_is_honoured_and_nothing_is_lost(world):
    person, other = world.person(), world.person()
    world.api.broken.append(("sendMessage", FLOOD))
    person.say("一")
    await asyncio.sleep(0.2)
    other.say("二")
    begun = asyncio.get_running_loop().time()
    await world.settled()
    assert texts(person) == ["1: 一"]
    assert texts(other) == ["1: 二"]
    assert 0.5 < asyncio.get_running_loop().time() - begun < 3
    assert world.api.refusals == [("sendMessage", person.id, FLOOD.description)]


async def test_one_who_blocked_the_bot_is_left_alone_until_they_write_again(world):
    person, other = world.person(), world.person()
    person.say("一")
    await world.settled()
    world.api.blocked.add(person.id)
    for text in ("二", "三", "四"):
        person.say(text)
    other.say("一")
    await world.settled()
    assert texts(person) == ["1: 一"]
    assert texts(other) == ["1: 一"]
    assert [refusal[0] for refusal in world.api.refusals] in (["sendMessage"], ["sendMessage"] * 2, ["sendMessage"] * 3)
    world.api.blocked.discard(person.id)
    person.say("我又来了")
    await world.settled()
    assert texts(person)[-1].endswith("我又来了")


async def test_blocking_is_noted_and_nothing_is_sent(world):
    person = world.person()
    person.say("一")
    await world.settled()
    n_calls = len(person.saw())
    person.member("kicked")
    await world.settled()
    assert (await world.channel._parts.chat(person.id)).blocked
    person.member("member")
    await world.settled()
    assert not (await world.channel._parts.chat(person.id)).blocked
    assert len(person.saw()) == n_calls
    assert not world.api.refusals


async def test_typing_shows_while_the_guide_thinks(world, monkeypatch):
    monkeypatch.setattr(talking, "TYPING_EVERY_S", 0.2)
    person = world.person()
    person.say("快")
    await world.settled()
    assert not [call for call in world.api.calls if call.method == "sendChatAction"]
    world.gateway.slow_s = 0.8
    person.say("慢")
    await world.settled()
    signs = [call.data["action"] for call in world.api.calls if call.method == "sendChatAction"]
    assert 2 <= len(signs) <= 4
    assert set(signs) == {"typing"}
    assert world.api.calls[-1].method != "sendChatAction", "it ends with the answer"


async def test_a_press_that_is_too_old_to_be_answered_still_does_its_work(world):
    person = world.person()
    world.gateway.script |= {"a": [message("a", replies=["便宜点"])], "便宜点": [message("便宜的")]}
    person.say("a")
    await world.settled()
    world.api.broken.append(("answerCallbackQuery", bad("query is too old and response timeout expired")))
    person.press("便宜点")
    await world.settled()
    assert texts(person) == ["a", "便宜的"]


async def test_a_message_that_can_no_longer_be_edited_is_sent_anew(world):
    more = ["换一批", '{"acts": ["more"]}']
    person = world.person()
    world.gateway.script |= {
        "a": [message("一批", "recommend", ["甲", "乙"], [more])],
        "换一批": [message("又一批", "recommend", ["丙", "丁"], [more])],
    }
    person.say("a")
    await world.settled()
    world.api.broken.append(("editMessageMedia", bad("message can't be edited")))
    person.press("换一批")
    await world.settled()
    sent = [call.method for call in person.saw() if call.method.startswith("send")]
    assert sent == ["sendMediaGroup", "sendMessage"] * 2
    assert texts(person) == ["一批", "又一批"]


async def test_a_gateway_that_is_busy_or_briefly_away_costs_time_only(world):
    person = world.person()
    world.gateway.broken.extend([(503, {"Retry-After": "0"}), (429, {"Retry-After": "1"}), (503, {})])
    person.say("一")
    await world.settled()
    assert texts(person) == ["1: 一"]
    assert len(world.gateway.heard) == 1


async def test_a_gateway_that_stays_away_is_said_honestly(make_world):
    world = await make_world()
    person = world.person()
    person.say("一")
    await world.settled()
    await world.gateway.stop()
    person.say("二")
    await world.settled()
    assert "没能处理" in texts(person)[-1]


async def test_what_the_gateway_refuses_for_good_is_said(world):
    person = world.person()
    person.say("先开始")
    await world.settled()
    world.api.calls.clear()
    world.gateway.broken.extend([(422, {})])
    person.say("一")
    await world.settled()
    (only,) = texts(person)
    assert "看不懂" in only


async def test_a_session_erased_elsewhere_is_opened_anew(world):
    person = world.person()
    person.say("一")
    await world.settled()
    world.gateway.sessions.clear()
    person.say("二")
    await world.settled()
    assert texts(person) == ["1: 一", "1: 二"]


async def test_delete_me_erases_every_session_and_the_record(world):
    person = world.person()
    before = set(world.gateway.sessions)
    person.say("一")
    person.say("/settings")
    await world.settled()
    person.press("帐篷店")
    await world.settled()
    person.say("二")
    await world.settled()
    sessions = set(world.gateway.sessions) - before
    assert len(sessions) == 2
    person.say("/delete_me")
    await world.settled()
    world.gateway.broken.extend([(503, {})] * 20)
    person.press("全部删除")
    await world.settled()
    assert "数据还在" in person.saw()[-1].said
    world.gateway.broken.clear()
    person.say("/delete_me")
    await world.settled()
    person.press("全部删除")
    await world.settled()
    assert set(world.gateway.erased) == sessions
    assert "已全部删除" in person.saw()[-1].said
    store = world.channel._parts.store
    assert store.chat(person.id) is None
    assert store.sessions(person.id) == []


async def test_pictures_too_large_or_of_another_kind_are_answered_politely(world):
    person = world.person()
    person.photo(png(), size=6_000_000)
    await world.settled()
    assert "太大" in texts(person)[-1]
    person.photo(b"GIF89a" + b"x" * 50)
    await world.settled()
    assert "JPEG和PNG" in texts(person)[-1]
    assert world.gateway.heard == []


async def test_an_album_of_pictures_gets_one_answer(world):
    person = world.person()
    for _ in range(4):
        person.photo(png(form="JPEG"), group="g1")
    await world.settled()
    assert len(world.gateway.heard) == 1
    assert world.gateway.heard[0][1]["image"].startswith("data:image/jpeg;base64,")


async def test_in_groups_only_a_command_to_the_bot_is_answered(world):
    person = world.person()
    group = {"id": -5, "type": "group", "title": "G"}
    world.api.chats.add(-5)
    for text in ("推荐手机", "/help", "/help@other_bot", "/help@daogou_bot"):
        person.send(chat=group, text=text)
    await world.settled()
    (call,) = [c for c in world.api.calls if c.chat == -5]
    assert "https://t.me/daogou_bot" in call.said
    assert world.gateway.heard == []


async def test_notices_and_edits_are_no_messages(world):
    person = world.person()
    person.send(new_chat_title="x")
    world.api.push(edited_message={"message_id": 1, "date": 1, "chat": person._chat, "text": "x"})
    world.api.push(something_new={"a": 1})
    person.say("一")
    await world.settled()
    assert texts(person) == ["1: 一"]


async def test_only_the_newest_inline_query_of_a_person_is_searched(world):
    person = world.person()
    for n in range(6):
        person.inline("手机"[: 1 + n % 2] + str(n))
    await world.settled()
    assert world.gateway.searched[-1]["q"].endswith("5")
    assert len(world.gateway.searched) < 6


async def test_an_update_offered_twice_is_answered_once(world):
    person = world.person()
    world.api.repeat_updates = True
    person.say("一")
    await asyncio.sleep(0.5)
    world.api.repeat_updates = False
    await world.settled()
    assert texts(person) == ["1: 一"]
    assert len(world.gateway.heard) == 1
