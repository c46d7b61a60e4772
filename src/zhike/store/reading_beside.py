"""A process beside ours that reads a book in one SQLite file and hands its rows on as Arrow.

    python -m zhike.store.reading_beside FILE

Two copies of SQLite in one process don't see each other's locks (sqlite.org/howtocorrupt.html,
2.2): the driver's would take the file for nobody's and cut the log under Django's feet. Each line
on standard input is a statement as JSON; its rows come on standard output as an Arrow IPC stream.
"""

import json
import signal
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import adbc_driver_manager as adbc
import adbc_driver_sqlite
import pyarrow as pa

_BATCH_ROWS = "65536"


def main() -> None:
    """Answer statements until standard input ends, all of them from one state of the file."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
    address = f"file:{quote(str(Path(sys.argv[1]).resolve()))}?mode=ro"
    driver = adbc_driver_sqlite._driver_path()
    with (
        adbc.AdbcDatabase(driver=driver, uri=address) as database,
        adbc.AdbcConnection(database) as connection,
    ):
        connection.set_autocommit(False)
        for line in sys.stdin.buffer:
            _answer(connection, json.loads(line))


def _answer(connection: Any, statement: str) -> None:
    with adbc.AdbcStatement(connection) as asked:
        asked.set_options(**{"adbc.sqlite.query.batch_rows": _BATCH_ROWS})
        asked.set_sql_query(statement)
        stream, _ = asked.execute_query()
        with (
            pa.RecordBatchReader._import_from_c(stream.address) as rows,
            pa.ipc.new_stream(sys.stdout.buffer, rows.schema) as out,
        ):
            for batch in rows:
                out.write_batch(batch)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.exit(1)
    except adbc.Error as why:
        sys.exit(" ".join(str(why).split()))
