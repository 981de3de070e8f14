"""Draw the brochures of the demo, which are kept in git beside this script: run it after changing a brochure.

python data/demo/draw_brochures.py
"""

from __future__ import annotations

from pathlib import Path

import brochure_investments
import brochure_plans
import brochure_sponsor

FOLDER = Path(__file__).parent


def main() -> None:
    """Draw every brochure into this folder; the same scripts give the same bytes."""
    brochure_investments.draw(FOLDER / "investment-guide.pdf")
    brochure_sponsor.draw(FOLDER / "sponsor-guide.pdf")
    brochure_plans.draw(FOLDER / "service-plans.pdf")


if __name__ == "__main__":
    main()
