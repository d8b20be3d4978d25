"""A paper's tables and figures from one command: steps in an order, and a report of what they give.

Knows nothing of what is reproduced: a domain gives its steps, and this room runs, remembers and shows them.
"""

from lc_common.reproduce.blocks import Audio, Block, Missing, Picture, Table, Text, table_of
from lc_common.reproduce.engine import Reproduction
from lc_common.reproduce.steps import Step, Work

__all__ = ["Audio", "Block", "Missing", "Picture", "Reproduction", "Step", "Table", "Text", "Work", "table_of"]
