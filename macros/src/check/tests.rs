//! Faults of meaning: what is said, and at which token.
