"""What all actions share in one process: the guide, the writer and the threads that the work runs in.

Owns: their making and warming. Does not know: Rasa, HTTP. Holds nothing of any shopper.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from actions.settings import ActionSettings
from finetune.contract import Writer
from finetune.generate.backends import own_writer, writer
from finetune.settings import WriterSettings
from knowledge.catalogue import Catalogue
from knowledge.profiles import Profile, Profiles
from knowledge.settings import Settings
from knowledge.types import Colour, Decision, DialogueState, Understanding

if TYPE_CHECKING:
    from finetune.generate.own import OwnWriter

logger = logging.getLogger(__name__)


class Guiding(Protocol):
    """What an action needs of the guide."""

    def take(
        self,
        action: str,
        state: DialogueState,
        understanding: Understanding,
        shop_name: str,
        page_item: str | None = None,
        profile: Profile | None = None,
        today: date | None = None,
        peers: Mapping[str, int] | None = None,
        picture: Sequence[Colour] = (),
    ) -> tuple[DialogueState, Decision]:
        """Take one turn."""
        ...


@dataclass(frozen=True)
class Runtime:
    """The shared parts. `pool` runs everything that blocks; the event loop only waits. `today`: the day, for seasons
    and for what is remembered. `own`: a writer model of ours in this process, one for all that write; None = none.
    """

    catalogue: Catalogue
    retriever: Any
    guide: Guiding
    writer: Writer
    pool: ThreadPoolExecutor
    profiles: Profiles
    today: Callable[[], date] = date.today
    own: OwnWriter | None = None

    def warm_up(self) -> None:
        """Load every shop's view and stores, so that the first shopper does not wait for it."""
        for info in self.catalogue.shops():
            started = time.perf_counter()
            self.catalogue.view(info.name)
            self.retriever.warm_up(info.name)
            logger.info("shop %s warm: %d items, %.1f s", info.name, info.n_items, time.perf_counter() - started)

    def close(self) -> None:
        """End the threads and close the stores."""
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.catalogue.close()
        self.profiles.close()


def load(settings: Settings, action_settings: ActionSettings, writer_settings: WriterSettings) -> Runtime:
    """Make a runtime. Raises SettingsError, StoreError or UnknownBackend, each with its remedy."""
    from knowledge.guide import Guide
    from knowledge.pictures.goods import GoodsPictures
    from knowledge.retrieve import Retriever

    catalogue = Catalogue(settings)
    retriever = Retriever(catalogue, settings)
    own = own_writer(writer_settings)
    return Runtime(
        catalogue=catalogue,
        retriever=retriever,
        guide=Guide(catalogue, retriever, settings, GoodsPictures(settings.data)),
        writer=writer(writer_settings, own),
        pool=ThreadPoolExecutor(action_settings.action_threads, thread_name_prefix="turn"),
        profiles=Profiles(settings),
        own=own,
    )
