"""A CrossWOZ of a dozen wordings and two dialogues, laid out as the real one is."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

WORDINGS = {
    "Inform+餐馆+名称*Inform+餐馆+评分": [
        "推荐您去[Inform+餐馆+名称]，评分是[Inform+餐馆+评分]。",
        "[Inform+餐馆+名称]的评分有[Inform+餐馆+评分]，可以去看看。",
        "推荐您去[Inform+餐馆+名称]。",
        "评分4.5分的[Inform+餐馆+名称]，[Inform+餐馆+评分]。",
        "[Inform+餐馆+名称]很有名，评分[Inform+餐馆+评分]。",
        "全聚德烤鸭店旁的[Inform+餐馆+名称]，评分[Inform+餐馆+评分]。",
    ],
    "Recommend+景点+名称*Recommend+景点+名称": ["可以去[Recommend+景点+名称2]或者[Recommend+景点+名称1]。"],
    "Inform+酒店+酒店设施+是": ["有的，提供[Inform+酒店+酒店设施+是]。"],
    "Inform+酒店+价格+无": ["抱歉，查不到价格。"],
    "General+welcome+none": ["不客气，祝您愉快。", "别客气！"],
}  # fmt: skip
DIALOGUE = [
    {"role": "usr", "content": "找家餐馆", "dialog_act": [["Request", "餐馆", "名称", ""]]},
    {"role": "sys", "content": "推荐您去小吊梨汤，评分是4.6分。",
     "dialog_act": [["Inform", "餐馆", "名称", "小吊梨汤"], ["Inform", "餐馆", "评分", "4.6分"]]},
    {"role": "sys", "content": "可以去颐和园或者圆明园，都很美。",
     "dialog_act": [["Recommend", "景点", "名称", "圆明园"], ["Recommend", "景点", "名称", "颐和园"]]},
    {"role": "sys", "content": "有的。", "dialog_act": [["Inform", "酒店", "酒店设施-吹风机", "是"]]},
    {"role": "sys", "content": "别客气！", "dialog_act": [["General", "welcome", "none", "none"]]},
    {"role": "sys", "content": "嗯。", "dialog_act": []},
]  # fmt: skip


def crosswoz(folder: Path) -> Path:
    """Write the corpus; return its folder."""
    for name in ("nlg_templates", "database"):
        (folder / name).mkdir(parents=True)
    path = folder / "nlg_templates" / "auto_system_template_nlg.json"
    path.write_text(json.dumps(WORDINGS, ensure_ascii=False), "utf-8")
    rows = [["全聚德烤鸭店(前门店)", {}], ["小吊梨汤", {}]]
    (folder / "database" / "restaurant_db.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    with zipfile.ZipFile(folder / "val.json.zip", "w") as archive:
        archive.writestr("val.json", json.dumps({"1": {"messages": DIALOGUE}, "2": {"messages": DIALOGUE[1:2]}}))
    return folder
