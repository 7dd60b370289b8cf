//! `config`.

pub(crate) mod show;
