"""The files of a batch as they were handed over."""

from pathlib import Path

from zhike.records.batch.lookups import proposed_with
from zhike.words.viewer import Viewer


def originals_of(viewer: Viewer, batch_id: int) -> list[Path]:
    """Return the files handed over with a batch that are still kept; refuses others' batches."""
    paths = (Path(path) for path in proposed_with(viewer, batch_id).get("paths", ()))
    return [path for path in paths if path.is_file()]
