"""Tables and views, made where they are missing; a database of another version is refused."""

from sqlalchemy import Connection, Engine, insert, inspect, select

from letopis.database import schema
from letopis.database.engine import shown, writing
from letopis.database.views import create_views
from letopis.errors import UsageError


def prepare(engine: Engine) -> None:
    """Make an empty database ours; raises UsageError when its tables are of another version."""
    with engine.connect() as connection:
        if _version(connection) == schema.SCHEMA_VERSION:
            return
    with writing(engine) as connection:
        found = _version(connection)
        if found is None:
            schema.metadata.create_all(connection)
            create_views(connection)
            connection.execute(insert(schema.schema_version).values(version=schema.SCHEMA_VERSION))
        elif found != schema.SCHEMA_VERSION:
            raise UsageError(
                f"--db {shown(engine)}: its tables have version {found}, this letopis writes "
                f"{schema.SCHEMA_VERSION}: load the records into a new database"
            )


def _version(connection: Connection) -> int | None:
    """The tables' version; None where there are none yet."""
    if not inspect(connection).has_table(schema.schema_version.name):
        return None
    return connection.scalar(select(schema.schema_version.c.version))
