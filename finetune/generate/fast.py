"""Our own writer model as a LangChain chat model: int8 on CPUs, prefixes cached, answers kept, streamed.

Owns: turning messages into a request and pieces into chunks. Does not know: pieces, what is asked. No torch is loaded.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, PrivateAttr

from finetune.decode.model import Asked, WriterModel
from finetune.decode.sampling import Choice, Rules
from finetune.requests import END, WRITE

#: Answers kept by prompt; a shop's shoppers ask much alike.
N_KEPT = 512


class FastChat(BaseChatModel):
    """A writer model with at most one adapter at work; `use` switches."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    temperature: float = 0.3
    _model: WriterModel = PrivateAttr()
    _adapter: str = PrivateAttr(default="")
    _kept: OrderedDict[tuple[str, str], str] = PrivateAttr(default_factory=OrderedDict)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)

    @classmethod
    def of(cls, model: WriterModel, adapter: str = "", temperature: float = 0.3) -> FastChat:
        """Make it of a model that is loaded. Raises CannotDecode, OSError where the adapter cannot be read."""
        chat = cls(temperature=temperature)
        chat._model = model
        chat.use(adapter)
        return chat

    def use(self, adapter: str) -> None:
        """Work with this adapter from now on, "" = the base alone; made once, switched in no time."""
        self._model.decoder(adapter)
        self._adapter = adapter

    @property
    def _llm_type(self) -> str:
        return "daogou-fast"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **more: Any,
    ) -> ChatResult:
        text = "".join(chunk.text for chunk in self._stream(messages, stop, run_manager, **more))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **more: Any,
    ) -> Iterator[ChatGenerationChunk]:
        prompt = "".join(str(m.content) for m in messages) + WRITE
        key = (self._adapter, prompt)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is not None:
            yield ChatGenerationChunk(message=AIMessageChunk(content=kept))
            return
        shared = len("".join(str(m.content) for m in messages[:-1]))
        end = self._model.id(END)
        asked = Asked(prompt, Rules(end), Choice(self.temperature), prefix=shared)
        ids: list[int] = []
        said = ""
        for piece in self._model.stream(asked, self._adapter):
            ids.append(piece)
            whole = self._model.text(ids)
            if whole.endswith("\ufffd"):
                continue  # the bytes of a rare character are not all there yet
            fresh, said = whole[len(said) :], whole
            if fresh:
                yield ChatGenerationChunk(message=AIMessageChunk(content=fresh))
        with self._lock:
            self._kept[key] = said
            if len(self._kept) > N_KEPT:
                self._kept.popitem(last=False)
