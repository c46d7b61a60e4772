"""Lists of customers: filtered, searched, counted, exported."""
