"""A causal language model in this process, as a LangChain chat model: KV cache, answers kept by prompt, streaming.

Owns: loading base and adapter, turning messages into text and back. Does not know: what is asked.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, PrivateAttr
from transformers import AutoModelForCausalLM, AutoTokenizer, TextIteratorStreamer

#: Answers kept by prompt; a shop's shoppers ask much alike.
N_KEPT = 512


def as_text(tokenizer: Any, messages: list[tuple[str, str]]) -> str:
    """Return messages as the model reads them: by its chat template, else role by line as `daogou train generator` has
    it.
    """
    if getattr(tokenizer, "chat_template", None):
        roles = {"human": "user", "ai": "assistant"}
        chat = [{"role": roles.get(role, role), "content": content} for role, content in messages]
        return str(tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True))
    return "".join(f"<{role}>{content}\n" for role, content in messages) + "<ai>"


class LocalChat(BaseChatModel):
    """A base model with at most one adapter at work; `use` switches between those that were added."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    pieces: int = 256
    temperature: float = 0.3
    _model: Any = PrivateAttr()
    _tokenizer: Any = PrivateAttr()
    _adapter: str = PrivateAttr(default="")
    _kept: OrderedDict[tuple[str, str], str] = PrivateAttr(default_factory=OrderedDict)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)

    @classmethod
    def load(cls, base: str, adapter: str = "", pieces: int = 256, temperature: float = 0.3) -> LocalChat:
        """Load a folder or hub name, bf16 on CPUs, and an adapter's folder. Raises OSError where one cannot be read."""
        chat = cls(pieces=pieces, temperature=temperature)
        chat._tokenizer = AutoTokenizer.from_pretrained(base)
        if chat._tokenizer.pad_token_id is None:
            chat._tokenizer.pad_token = chat._tokenizer.eos_token
        chat._model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.bfloat16).eval()
        if adapter:
            chat.use(adapter)
        return chat

    def use(self, adapter: str) -> None:
        """Work with the adapter in this folder from now on, "" = the base alone; loaded once, switched in no time."""
        from peft import PeftModel

        with self._lock:
            if adapter and not isinstance(self._model, PeftModel):
                self._model = PeftModel.from_pretrained(self._model, adapter, adapter_name=_name(adapter)).eval()
            elif adapter and _name(adapter) not in self._model.peft_config:
                self._model.load_adapter(adapter, adapter_name=_name(adapter))
            if adapter:
                self._model.set_adapter(_name(adapter))
            self._adapter = adapter

    @property
    def _llm_type(self) -> str:
        return "daogou-local"

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
        prompt = as_text(self._tokenizer, [(m.type, str(m.content)) for m in messages])
        with self._lock:
            key = (self._adapter, prompt)
            if key in self._kept:
                self._kept.move_to_end(key)
                yield ChatGenerationChunk(message=AIMessageChunk(content=self._kept[key]))
                return
            whole = ""
            for piece in self._pieces(prompt):
                whole += piece
                if piece:
                    yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
            self._kept[key] = whole
            if len(self._kept) > N_KEPT:
                self._kept.popitem(last=False)

    def _pieces(self, prompt: str) -> Iterator[str]:
        inputs = self._tokenizer(prompt, return_tensors="pt", add_special_tokens=False)
        inputs.pop("token_type_ids", None)
        streamer = TextIteratorStreamer(self._tokenizer, skip_prompt=True, skip_special_tokens=True, timeout=60)
        sampled = {"do_sample": True, "temperature": self.temperature} if self.temperature else {"do_sample": False}
        failed: list[BaseException] = []

        def work() -> None:
            try:
                with torch.inference_mode(), _alone(self._model, not self._adapter):
                    self._model.generate(
                        **inputs, **sampled, max_new_tokens=self.pieces, streamer=streamer,
                        pad_token_id=self._tokenizer.pad_token_id,
                    )  # fmt: skip
            except BaseException as error:  # told to the caller below, whatever it is
                failed.append(error)
                streamer.end()

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        yield from streamer
        thread.join()
        if failed:
            raise RuntimeError(f"the local model failed: {failed[0]}") from failed[0]


def _name(adapter: str) -> str:
    """Return a name that no other folder has; peft allows no dots in it."""
    return hashlib.sha1(str(Path(adapter).resolve()).encode()).hexdigest()


def _alone(model: Any, base_only: bool) -> Any:
    """Return a context in which adapters are off where the base alone is wanted."""
    from contextlib import nullcontext

    from peft import PeftModel

    return model.disable_adapter() if base_only and isinstance(model, PeftModel) else nullcontext()
