"""A shop's retrieval as a LangChain `BaseRetriever`. Owns: the wrapping. Does not know: how candidates are found."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from knowledge.item_text import fields
from knowledge.types import Preference


class ShopRetriever(BaseRetriever):
    """Documents of one shop for a text. `wishes`: those that are hard are an exact filter."""

    catalogue: Any
    retriever: Any
    shop: str
    k: int = Field(default=10, ge=1)
    wishes: list[Preference] = Field(default_factory=list)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        view = self.catalogue.view(self.shop)
        found = self.retriever.candidates(view, query, view.matching(self.wishes), self.k)
        documents = []
        for candidate in found:
            item = view.item_at(candidate.position)
            head, body = fields(item, view.shop)
            metadata = {
                "item_id": item.item_id,
                "title": item.title,
                "price": item.price,
                "score": candidate.score,
                "sources": candidate.sources,
                "relations": candidate.relations,
            }
            documents.append(Document(page_content=f"{head}\n{body}".strip(), metadata=metadata, id=item.item_id))
        return documents
