"""An intake laid out, a file a step: files, columns, problems, preview, what was done."""
