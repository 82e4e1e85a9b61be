"""Our own writer model as a LangChain chat model: int8 on CPUs, prefixes cached, answers kept, streamed.

Owns: turning messages into a request and pieces into chunks. Does not know: pieces, what is asked. No torch is loaded.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, PrivateAttr

from finetune.decode.model import Asked, WriterModel
from finetune.decode.sampling import Choice, Rules
from finetune.decode.weights import can_read
from finetune.requests import END, WRITE

#: Answers kept by prompt; a shop's shoppers ask much alike.
N_KEPT = 512


def is_ours(folder: Path) -> bool:
    """Say whether a folder holds a model made by `daogou train writer`: one that knows our requests."""
    path = folder / "tokenizer.json"
    return can_read(folder) and path.is_file() and f'"{WRITE}"' in path.read_text("utf-8")


def adapter_for(folder: str, task: str) -> str:
    """Return the adapter of a task: `folder`/`task` where `folder` holds one for each task, else `folder` itself."""
    own = Path(folder) / task if folder else None
    return str(own) if own and own.is_dir() else folder


class FastChat(BaseChatModel):
    """A writer model with at most one adapter at work; `use` switches. `task`: what plain messages ask for."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    temperature: float = 0.3
    task: str = "reply"
    _model: WriterModel = PrivateAttr()
    _adapter: str = PrivateAttr(default="")
    _kept: OrderedDict[tuple[str, str], str] = PrivateAttr(default_factory=OrderedDict)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)

    @classmethod
    def load(
        cls, folder: str, adapter: str = "", pieces: int = 256, temperature: float = 0.3, n_threads: int = 1
    ) -> FastChat:
        """Load a folder of ours. Raises CannotDecode, OSError where it or the adapter cannot be read."""
        chat = cls(temperature=temperature)
        chat._model = WriterModel(Path(folder), n_threads=n_threads, max_pieces=pieces)
        chat.use(adapter)
        return chat

    def use(self, adapter: str) -> None:
        """Work with this adapter from now on, "" = the base alone; made once, switched in no time."""
        own = adapter_for(adapter, self.task)
        self._model.decoder(own)
        self._adapter = own

    @property
    def writer_model(self) -> WriterModel:
        """The model itself, for those who write under rules."""
        return self._model

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
