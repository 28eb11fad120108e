//! The library as a user sees it.
