"""A linear-chain CRF over the pieces of a text: the loss that teaches which tag follows which.

Owns: the likelihood of a tag sequence (Lafferty et al. 2001). Does not know models or labels. Decoding is in
`nlu.reader`, in numpy: the run time has no torch.
"""

from __future__ import annotations

import torch


def crf_loss(
    emissions: torch.Tensor, tags: torch.Tensor, transitions: torch.Tensor, first: torch.Tensor
) -> torch.Tensor:
    """Return the negative log-likelihood per tagged piece, a scalar.

    emissions float[batch, length, n]; tags int64[batch, length], -100 where no tag is learned (those pieces are left
    out of the chain); transitions float[n, n] from row to column; first float[n]. Rows without tags count nothing.
    """
    mask = tags >= 0
    rows = mask.any(dim=1)
    if not rows.any():
        return emissions.new_zeros(())
    emissions, tags, mask = emissions[rows].float(), tags[rows], mask[rows]
    # The tagged pieces first: they stand between the opening mark and the context.
    order = mask.long().argsort(dim=1, descending=True, stable=True)[:, : int(mask.sum(dim=1).max())]
    tags, mask = tags.gather(1, order), mask.gather(1, order)
    emissions = emissions.gather(1, order.unsqueeze(-1).expand(-1, -1, emissions.shape[-1]))
    known = tags.clamp(min=0)
    weight = mask.to(emissions.dtype)
    path = (emissions.gather(2, known.unsqueeze(-1)).squeeze(-1) * weight).sum(1) + first[known[:, 0]]
    path = path + (transitions[known[:, :-1], known[:, 1:]] * weight[:, 1:]).sum(1)
    total = first + emissions[:, 0]
    for i in range(1, emissions.shape[1]):
        further = (total.unsqueeze(2) + transitions).logsumexp(dim=1) + emissions[:, i]
        total = torch.where(mask[:, i, None], further, total)
    return (total.logsumexp(dim=1) - path).sum() / weight.sum()
