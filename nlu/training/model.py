"""The joint model: one encoder; heads for acts (multi-label), spans (BIO) and named classes.

Owns: the network and its losses. Does not know data sets or files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import nn
from transformers import PreTrainedModel

from nlu.training.crf import crf_loss


@dataclass(frozen=True)
class Labels:
    """The labels of each head. `tags` are span labels without B-/I-; an empty tuple means that the head is absent."""

    acts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    classes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def bio(self) -> tuple[str, ...]:
        """Return the tag names in the order of the head's outputs: O, then B- and I- of each label."""
        return ("O", *(f"{prefix}-{label}" for label in self.tags for prefix in "BI"))


class JointModel(nn.Module):
    """Encoder with heads. The text is pooled by attention, so that an act can look at its own words.

    With `crf` the tags are learned as a chain: `transitions` and `first` are trained and used in decoding; without it
    they stay zero, and only the rules of BIO bind the tags (right where tags are too many for a table of pairs).
    """

    def __init__(self, encoder: PreTrainedModel, labels: Labels, dropout_prob: float = 0.1, crf: bool = False) -> None:
        super().__init__()
        hidden = encoder.config.hidden_size
        self.encoder, self.labels, self.crf = encoder, labels, crf
        self.transitions = nn.Parameter(torch.zeros(len(labels.bio), len(labels.bio)), requires_grad=crf)
        self.first = nn.Parameter(torch.zeros(len(labels.bio)), requires_grad=crf)
        self.dropout = nn.Dropout(dropout_prob)
        self.act_query = nn.Linear(hidden, max(1, len(labels.acts)), bias=False)
        self.act_value = nn.Linear(hidden, max(1, len(labels.acts)))
        self.tag_head = nn.Linear(hidden, len(labels.bio))
        self.class_heads = nn.ModuleDict({name: nn.Linear(2 * hidden, len(of)) for name, of in labels.classes.items()})

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        """Return logits: acts[batch, n_acts], tags[batch, length, n_bio], class:<name>[batch, n], and
        embedding[batch, hidden] (mean of the text's pieces, L2-normalised). Inputs are int64[batch, length].
        """
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        hidden = self.dropout(hidden)
        padding = (attention_mask == 0).unsqueeze(-1)
        text = (attention_mask * (1 - token_type_ids)).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * text).sum(1) / text.sum(1).clamp(min=1)
        # Label attention (Mullenbach et al. 2018, 1802.05695): each act weighs the words by itself.
        weights = self.act_query(hidden).masked_fill(padding, -1e4).softmax(dim=1)
        acts = (weights * self.act_value(hidden)).sum(dim=1)
        both = torch.cat([hidden[:, 0], mean], dim=-1)
        out = {"acts": acts, "tags": self.tag_head(hidden), "embedding": nn.functional.normalize(mean, dim=-1)}
        out.update({f"class:{name}": head(both) for name, head in self.class_heads.items()})
        return out


def joint_loss(outputs: dict[str, torch.Tensor], gold: dict[str, torch.Tensor], model: JointModel) -> torch.Tensor:
    """Return the summed loss of all heads; rows without a label for a head are left out (acts NaN, others -100)."""
    total = outputs["tags"].new_zeros(())
    known = ~gold["acts"].isnan().any(dim=1)
    if known.any() and gold["acts"].shape[1]:
        rows = nn.functional.binary_cross_entropy_with_logits(
            outputs["acts"][known].float(), gold["acts"][known], reduction="none"
        )
        total = total + rows.sum(dim=1).mean()
    if (gold["tags"] >= 0).any():
        total = total + 4.0 * (
            crf_loss(outputs["tags"], gold["tags"], model.transitions, model.first)
            if model.crf
            else nn.functional.cross_entropy(
                outputs["tags"].float().flatten(0, 1), gold["tags"].flatten(), ignore_index=-100
            )
        )
    for name, labels in gold.items():
        if name.startswith("class:") and (labels >= 0).any():
            total = total + nn.functional.cross_entropy(outputs[name].float(), labels, ignore_index=-100)
    return total
