"""Handing files over, accepting and undoing over HTTP."""

from dataclasses import asdict
from typing import Any

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from zhike.jobs.run import enqueue_soon, run_now
from zhike.records.batch.lookups import batch_for, batches_for
from zhike.web.auth import KEY_OR_LOGIN, insist_accept, insist_own_batch
from zhike.web.door import Asked
from zhike.web.uploads import keep_files
from zhike.words.problem import Refused

router = Router(tags=["导入"])


class Intake(Schema):
    """How the files are to be read."""

    kind: str = ""
    mapping: str = ""
    create_customers: bool = False


@router.get("/batches", summary="导入批次")
def batches(request: Asked) -> dict[str, Any]:
    """Return the newest batches."""
    return {"batches": [asdict(batch) for batch in batches_for(request.viewer)]}


@router.get("/batches/{int:batch_id}", summary="一个批次", auth=KEY_OR_LOGIN)
def batch(request: Asked, batch_id: int) -> dict[str, Any]:
    """Return one batch with its counts and state."""
    insist_own_batch(request, batch_id)
    return asdict(batch_for(request.viewer, batch_id))


@router.post("/import", summary="读取文件，等待确认")
def import_(request: Asked, file: File[list[UploadedFile]], how: Form[Intake]) -> dict[str, Any]:
    """Read files and keep what they would write as a waiting batch; writes no customer data."""
    if how.mapping.strip().lower().endswith((".yaml", ".yml")):
        raise Refused("这里的 mapping 请直接写 字段=列,字段=列；YAML 文件只在命令行上用。")
    return run_now("propose_import", request.viewer, paths=keep_files(file), **how.dict())


@router.post("/batches/{int:batch_id}/accept", summary="写入一个批次", auth=KEY_OR_LOGIN)
def accept(request: Asked, batch_id: int, all_or_nothing: bool = False) -> dict[str, Any]:
    """Write a waiting batch's rows."""
    insist_accept(request)
    insist_own_batch(request, batch_id)
    viewer = request.viewer
    answer = run_now("accept_import", viewer, batch=batch_id, all_or_nothing=all_or_nothing)
    enqueue_soon("analyse", request.viewer)
    return answer


@router.post("/batches/{int:batch_id}/undo", summary="撤销一个批次", auth=KEY_OR_LOGIN)
def undo(request: Asked, batch_id: int) -> dict[str, Any]:
    """Take an accepted batch back; `left` lists what had to stay."""
    insist_accept(request)
    insist_own_batch(request, batch_id)
    answer = run_now("undo_import", request.viewer, batch=batch_id)
    enqueue_soon("analyse", request.viewer)
    return answer
