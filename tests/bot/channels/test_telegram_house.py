"""Talks in Telegram with the real house behind: what the guide says fits Telegram's forms."""

from __future__ import annotations

import asyncio

import pytest

from tests.bot.channels.bot_api import BotApi, Person
from tests.bot.channels.conftest import World
from tests.bot.channels.serving import until
from tests.knowledge.pictures.drawing import picture


class _Address:
    """Stands for the toy gateway: only its address is asked for."""

    def __init__(self, url: str) -> None:
        self.url = url


async def said_to(world: World, person: Person) -> str:
    """Wait for the answer to what was said last; return its words."""
    before = len(person.saw())
    await asyncio.sleep(0)
    await world.settled(within_s=40)
    await until(lambda: len(person.saw()) > before, 40, "an answer")
    return "\n".join(call.said for call in person.saw()[before:])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_a_talk_with_the_real_guide(house, tmp_path, language):
    api = await BotApi().start()
    world = World(api, _Address(house.base_url), tmp_path, give_up_s=30)  # type: ignore[arg-type]
    await world.start()
    person = Person(api, language)
    words = {
        "zh-hans": ("/start", "推荐2000元以内的手机", "第一个防水吗", "1和2选哪个", "/human"),
        "en": ("/start", "recommend a phone under 2000", "is the first one waterproof", "1 or 2?", "/human"),
    }[language]
    for text in words:
        person.say(text)
        assert (await said_to(world, person)).strip()
    sent = person.saw()
    assert any(call.method in ("sendPhoto", "sendMediaGroup") for call in sent), "goods were shown with pictures"
    person.say(words[1])
    await said_to(world, person)
    offered = person.saw()[-1].buttons
    assert offered, "quick replies hang on the goods"
    person.press(offered[-1])
    assert (await said_to(world, person)).strip()
    person.say("/reset")
    await said_to(world, person)
    caption, told, noted = {
        "zh-hans": ("类似这样的手机壳", "主要是黑色", "颜色先记下了"),
        "en": ("phone cases like this one", "mostly black", "noted the colour"),
    }[language]
    person.photo(picture("#202124"), "")
    assert noted in await said_to(world, person)
    assert person.saw()[-1].buttons, "the kinds of goods to choose from"
    person.photo(picture("#202124"), caption)
    assert told in await said_to(world, person)
    assert sum(len(call.photos) for call in person.saw()[-2:]) >= 1, "goods like it come with their pictures"
    person.photo(b"\xff\xd8\xff\xe0 no picture", "")
    assert {"zh-hans": "打不开", "en": "cannot be opened"}[language] in await said_to(world, person)
    assert not api.refusals, "the guide's answers fit Telegram's forms"
    assert not api.unanswered
    person.say("/delete_me")
    await said_to(world, person)
    person.press({"zh-hans": "全部删除", "en": "Delete everything"}[language])
    await said_to(world, person)
    assert person.saw()[-1].said.startswith({"zh-hans": "已全部删除", "en": "Everything is deleted"}[language])
    await world.stop()
    await api.stop()
