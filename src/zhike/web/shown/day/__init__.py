"""今天 by role, a file a role: what to do, and the figures that tell how it goes."""
