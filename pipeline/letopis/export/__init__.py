"""Records as flat tables for spreadsheets and data frames: CSV, Parquet."""

from letopis.export.run import FORMATS, export

__all__ = ["FORMATS", "export"]
