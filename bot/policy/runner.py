"""Runs Rasa's prediction graph node after node.

Owns: the order of the nodes. Does not know: what a node does. Rasa's own runner builds a dask graph anew three times a
turn; ours keeps the order that each target needs. It implements Rasa's GraphRunner, so components see no difference.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class OrderedGraphRunner(GraphRunner):
    """Runs the nodes that a target needs, each after those it needs, in one thread."""

    def __init__(self, schema: GraphSchema, nodes: dict[str, GraphNode]) -> None:
        self._schema = schema
        self._nodes = nodes
        self._orders: dict[tuple[str, ...], list[str]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> OrderedGraphRunner:
        """Load every node of the graph. Raises what a component raises when it cannot load."""
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Return the output of each target. Raises GraphRunError where an input is missing."""
        wanted = tuple(targets or self._schema.target_names)
        results: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name in self._order(wanted):
            needs = self._schema.nodes[name].needs.values()
            missing = [need for need in needs if need not in results]
            if missing:
                raise GraphRunError(f"node {name!r} needs {', '.join(missing)}, which nothing provides")
            results[name] = self._nodes[name](*(results[need] for need in needs))
        return {name: results[name][1] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> list[str]:
        """Return the nodes that `targets` need, providers first."""
        order: list[str] = []
        if targets in self._orders:
            return self._orders[targets]

        def visit(name: str) -> None:
            if name in order or name not in self._schema.nodes:
                return
            for need in self._schema.nodes[name].needs.values():
                visit(need)
            order.append(name)

        for target in targets:
            visit(target)
        self._orders[targets] = order
        return order
