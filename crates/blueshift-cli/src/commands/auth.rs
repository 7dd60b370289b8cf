//! `auth`.

pub(crate) mod check;
