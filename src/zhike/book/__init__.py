"""The same for notebooks: import zhike.book as zk."""
