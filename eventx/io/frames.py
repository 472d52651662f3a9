"""Events as a pandas data frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from eventx.errors import ExtraMissing
from eventx.extraction import Extraction
from eventx.io.rows import COLUMNS, flat

if TYPE_CHECKING:
    import pandas as pd

_DAYS = ("when_start", "when_end")
_INTEGERS = ("quad_class", "geonames_id", "trigger_start", "trigger_end", "mentions")
_NUMBERS = ("goldstein", "latitude", "longitude", "confidence")


def to_pandas(extractions: Iterable[Extraction]) -> pd.DataFrame:
    """One row an event, with the columns of `eventx.io.rows.COLUMNS`, also when there is none.

    Codes are text, days are `datetime64[s]`, whole numbers the nullable `Int64`. Articles that
    gave an error have no row; look at `extraction.error`.

    Args:
        extractions: what `extract_many` gives, or a list of what `extract` gives.

    Raises:
        ExtraMissing: E501, when pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise ExtraMissing("E501", what="to_pandas", extra="pandas") from None

    rows = [flat(event) for extraction in extractions for event in extraction]
    columns = {}
    for name in COLUMNS:
        values = [row[name] for row in rows]
        if name in _DAYS:
            columns[name] = pd.Series(values, dtype="datetime64[s]")
        elif name in _INTEGERS:
            columns[name] = pd.Series(values, dtype="Int64")
        elif name in _NUMBERS:
            columns[name] = pd.Series(values, dtype="float64")
        else:
            columns[name] = pd.Series(values, dtype="object")
    return pd.DataFrame(columns)
