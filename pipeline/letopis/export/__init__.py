"""Records for spreadsheets and data frames: flat tables as CSV or Parquet, whole records as nested Parquet."""

from letopis.export.run import FORMATS, export

__all__ = ["FORMATS", "export"]
