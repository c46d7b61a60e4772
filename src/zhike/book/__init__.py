"""The same for notebooks: `import zhike.book as zk`."""

from zhike.book.notebook import analyse, measure, open_book, propose, report

__all__ = ["analyse", "measure", "open_book", "propose", "report"]
