//! Read.
