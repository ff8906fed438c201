"""Tables and views, made where they are missing, or brought to this version."""

from sqlalchemy import Connection, Engine, insert, inspect, select

from letopis.database import schema
from letopis.database.engine import shown, writing
from letopis.database.migrations import upgrade
from letopis.database.search import create_search
from letopis.database.views import create_views
from letopis.errors import UsageError


def prepare(engine: Engine) -> None:
    """Make an empty database ours, an older one new; raises UsageError when its tables are newer than we."""
    with engine.connect() as connection:
        if _version(connection) == schema.SCHEMA_VERSION:
            return
    with writing(engine) as connection:
        found = _version(connection)
        if found is None:
            schema.metadata.create_all(connection)
            create_views(connection)
            create_search(connection)
            connection.execute(insert(schema.schema_version).values(version=schema.SCHEMA_VERSION))
        elif not upgrade(connection, found):
            raise UsageError(
                f"--db {shown(engine)}: its tables have version {found}, this letopis knows "
                f"{schema.SCHEMA_VERSION}: use the letopis that made it, or load the records into a new database"
            )


def _version(connection: Connection) -> int | None:
    """The tables' version; None where there are none yet."""
    if not inspect(connection).has_table(schema.schema_version.name):
        return None
    return connection.scalar(select(schema.schema_version.c.version))
