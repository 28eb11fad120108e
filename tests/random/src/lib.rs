//! Random networks, compiled and run: see `tests`.
