"""Findings over HTTP: the same sentences, rows and names as the pages."""

from typing import Any

from ninja import Router

from zhike.records.finding.lookups import findings_for
from zhike.records.listing.lookups import outside_ids
from zhike.web.door import Asked

router = Router(tags=["发现"])


@router.get("/findings", summary="发现")
def findings(request: Asked) -> dict[str, Any]:
    """Return the findings of the asker's scope; refused ones last, with the reason."""
    rows = [*findings_for(request.viewer), *findings_for(request.viewer, refused=True)]
    names = outside_ids(request.viewer, sorted({one for row in rows for one in row.customer_ids}))
    return {"findings": [row.as_json(names) for row in rows]}
