"""Print the README's table of the sample's events; the test suite checks that it is fresh."""

from __future__ import annotations

import eventx


def table(name: str = "it") -> str:
    """The events of a bundled sample as a Markdown table."""
    rows = [
        "| event | who → whom | when, where | how sure, says who | its words |",
        "| - | - | - | - | - |",
    ]
    for record in eventx.load(name).code(eventx.sample(name)).to_records():
        source, target = (
            ", ".join(f"{a['name']} `{a['code']}`" for a in record[side]) or "?"
            for side in ("source", "target")
        )
        when, where = record["when"], record["where"]
        circumstances = ", ".join(
            x for x in (when and when["start"], where and where["name"]) if x is not None
        )
        speakers = " ← ".join(a["name"] for a in record["attribution"])
        sure = f"{record['certainty']}, {record['tense']}" + (f"; {speakers}" if speakers else "")
        kind = record["kind"].replace("_", " ")
        words = record["evidence"]["trigger"]["text"]
        rows.append(
            f"| {kind} `{record['cameo']}` | {source} → {target} | {circumstances} | {sure} |"
            f" «{words}» |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
