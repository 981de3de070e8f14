"""Texts of every kind that pages are drawn from: for pictures that are compared with those of earlier versions."""

from __future__ import annotations

from booklet.pdf.typeset.text_style import TextStyle

_WORDS = (
    "The plan returned more than its benchmark in the quarter, and the committee asked for a closer look at fees. "
    "Employees who take part save an eighth of pay on average; most of the others answer to a letter that says how. "
)
_LONG = (_WORDS * 30).strip()
_SHORT = _WORDS[:106].strip()
_ITEMS = "\n".join(f"{i}. Item {i} says that {_SHORT[: 20 + i * 7]}" for i in range(1, 12))
_ROWS = "\n".join(f"| row {i} | {_SHORT[: i % 7 * 15 + 4]} | {i * 1234:,} |" for i in range(1, 70))
_TALL_ROW = "| a | b |\n|--|--|\n| " + _WORDS * 14 + " | " + _WORDS * 22 + " |\n| after | row |"
_CODE = "\n".join(f"line {i}: if (x > {i}) {{ return '{'y' * (i % 40)}'; }}" for i in range(70))
_A4 = TextStyle(paper="A4", accent="#7a1f3d", heading_family="Liberation Sans", body_family="Liberation Serif")
_DEJAVU = TextStyle(heading_family="DejaVu Serif", body_family="DejaVu Sans", accent="#0a6b4f")
_SANS = TextStyle(heading_family="Carlito", body_family="Caladea", language="")

TEXTS: dict[str, str] = {
    "nothing": "",
    "a word": "Hello",
    "paragraphs": f"{_SHORT}\n\n{_WORDS}\n\n{_WORDS * 3}",
    "two pages": f"# Title\n\n{_LONG}\n\n{_LONG}",
    "soft and hard breaks": "one\ntwo  \nthree\\\nfour\n\nNext **bold\nstill** and *slanted  \nslanted*",
    "headings": "# One\n## Two\n### Three\n#### Four\n##### Five\n###### Six\n\ntext\n\n## Two again\ntext",
    "kerned headings": "# AVATAR To WAVE Ty. PAY\n\n## Yearly Tables, AWAY\n\n### Ta Va Wo\n\n###### LTAV",
    "mixed headings": "# A *slanted* title\n\n## With `code` and **bold**\n\n### A [link](https://example.com/a)",
    "long heading": "# " + "A title that goes on and on over " * 6 + "\n\ntext",
    "heading over pages": "# " + "word " * 800,
    "heading at the end": f"{_LONG}\n\n{_WORDS * 9}\n\n## Kept\n\n{_WORDS * 3}",
    "headings at the end": f"{_LONG}\n\n{_WORDS * 7}\n\n# Kept\n## With\n### This\n\n{_WORDS * 2}",
    "bold and italic": "a **b** c *d* e ***f*** g **bo*th* x** h_i_j __k__ l",
    "touching": "a**b**c *d*,e **f**. (**g**) `h`i **j**`k`",
    "struck": f"~~struck~~ and ~~long {_WORDS}~~ end ~~**bold** `code` x~~",
    "links": f"[a](https://e.com/?x=1&y=2) [b](file:///etc) <m@e.com> [**c** d](http://e.com) [{_WORDS}](https://l.com)",
    "a link alone": f"[{_WORDS * 2}](https://example.com/long)",
    "reference links": "[one][1] and [two][]\n\n[1]: https://one.example 'One'\n[two]: https://two.example",
    "code": "Some `code` in `a line` and `more of it, so that the line has to be broken somewhere in it` end",
    "code first": "`code` begins\n\n`only code`\n\ntext\\\n`code` in the second line",
    "code block": "```\ndef x():\n    return 1\n\n\n\ttabbed\n```\n\n    indented code\n",
    "long code": f"before\n\n```\n{_CODE}\n```\n\nafter",
    "code at the end": f"{_LONG}\n\n{_WORDS * 8}\n\n```\none\ntwo\nthree\nfour\n```",
    "wide code": "```\n" + "x" * 300 + "\nshort\n```",
    "bullets": "- one\n- two\n  more of two\n- three\n\ntext\n\n* a\n\n* b\n\n* c",
    "numbers": f"{_ITEMS}\n\n7. seven\n8. eight",
    "nested lists": "1. one\n   - a\n   - b\n     1. deep\n     2. deeper\n2. two\n\n   words of two\n\n   > quoted",
    "lists of blocks": "- # Heading\n- ```\n  code\n  ```\n- | a | b |\n  |--|--|\n  | 1 | 2 |\n- \n- last",
    "long list": "\n".join(f"- {_SHORT[: 30 + i * 3 % 70]}" for i in range(60)),
    "quotation": f"> {_WORDS}\n>\n> second\n>\n> > inner\n> >\n> > inner two\n>\n> - item\n\nafter",
    "long quotation": "\n".join(f"> {_WORDS}\n>" for _ in range(20)),
    "rules": "above\n\n---\n\nbelow\n\n***\n\n- x\n\n  ---\n\n  y",
    "table": "| a | b | c |\n|:--|:-:|--:|\n| left | center | right |\n| **bold** | `code` | [l](http://e.com) |",
    "plain table": "| | |\n|--|--|\n| first | 1 |\n| second | 2 |",
    "header alone": "| only | header |\n|--|--|\n\ntext",
    "wide words": f"| a | b |\n|--|--|\n| {'x' * 120} | {'y' * 60} |\n| short | {_WORDS} |",
    "long table": f"# Rows\n\n| name | words | number |\n|:--|:--|--:|\n{_ROWS}\n\nafter",
    "tall row": _TALL_ROW,
    "tall plain rows": _TALL_ROW.replace("| a | b |", "| | |"),
    "many columns": "|" + "column|" * 14 + "\n|" + "--|" * 14 + "\n|" + "1,000,000.00|" * 14,
    "table in quotation": "> | a | b |\n> |--|--|\n> | 1 | 2 |\n>\n> text",
    "long words": f"{'x' * 300} and {'w' * 120}\n\n**{'b' * 90}**{'n' * 90} end\n\nsome {'m' * 70}{'i' * 200}, end",
    "narrow lines": " ".join(f"{'abcdefghij'[: i % 9 + 1]}" for i in range(900)),
    "images": "![the chart](http://127.0.0.1:9/chart.png) and ![](x.png)",
    "html": 'A <b>bold</b> claim <font color="red">& more</font> &amp;lt; <!-- x -->',
    "signs": "Yes ✓ λόγος → done “quoted” – — … € £ ½ © Ünïcödé ŠŽ ﬁ Ελληνικά Кириллица ✓✗ ≤ ≥",
    "east asian": "# 株式会社 한국\n\n" + "中文文本没有空格。" * 40 + "\n\n**日本語** text 한국어",
    "emoji": "Thank you 😀! ☎ ★ **bold 😀**\n\n# 😀 title",
    "odd spaces": "a\u00a0b c\u2003d\u2009e\u202ff\u3000g soft\u00adhyphen non\u2011breaking\u00a0" + "x\u00a0" * 80,
    "entities": "&copy; &amp; &nbsp;&nbsp;two &lt;tag&gt; \\*not slanted\\* 50% \\\\ \\_",
    "accents": "# Crème brûlée à l’été\n\nà é î õ ü ç ñ ß æ ø å — “naïve” e\u0301 a\u0308",
    "letter": f"# Dear Acme, Inc.\n{_WORDS}\n\n## What happened\n{_WORDS * 2}\n\n- **One.** {_SHORT}\n"
    f"- **Two.** {_SHORT}\n\n| Fund | Quarter | Year |\n|:--|--:|--:|\n| Growth | 4.1% | 12.3% |\n"
    f"| Bonds | 0.4% | 3.0% |\n\n> {_SHORT}\n\nYours,\\\nJane",
}
"""Name -> Markdown."""

COVERS: dict[str, str] = {
    "everything": "Firm\n\n# Review\n## Quarter 3\nFor you\n\n---\n**Prepared for**  \nAcme\n\n"
    "**Adviser**  \nJane\n\n**Date**  \nMay",
    "title": "# A title",
    "no title": "Only words",
    "long title": "# The annual review of the retirement plan of " + "a company with many names " * 6,
    "six at the foot": "# T\n\n---\n" + "\n\n".join(f"**Label {i}**  \n{_SHORT[: i * 12]}" for i in range(6)),
    "blocks": "- one\n- <two>\n\n> kick\n\n# Title *slanted*\n\n| a |\n|--|\n| b |\n\n```\ncode\n```\n\n"
    "---\n- foot\n- [l](https://e.com)",
}

STYLES: dict[str, TextStyle] = {"usual": TextStyle(), "A4": _A4, "DejaVu": _DEJAVU, "sans": _SANS}
