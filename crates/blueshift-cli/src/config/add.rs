//! Adds a profile to the config file.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use blueshift::{Client, Error, Region};
use tempfile::NamedTempFile;
use toml::de::DeTable;

use super::file::{self, ConfigFile};
use super::key::KeyFile;
use super::{KeySource, Network, SettingsError, Source, check_conflicts, flag_or};
use crate::global::Global;

const DEFAULT_NAME: &str = "default";

/// An added profile.
pub(crate) struct Added {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) has_key: bool,
    /// Whether the profile is the default.
    pub(crate) is_default: bool,
}

/// Adds a profile with the values of the flags, which are validated first. Returns an error if the profile exists.
pub(crate) fn add_profile(global: &Global) -> Result<Added, SettingsError> {
    if global.sandbox {
        return Err(SettingsError::Conflict { one: "--sandbox", other: "config init" });
    }
    check_conflicts(global)?;
    let name = global.profile.clone().unwrap_or_else(|| DEFAULT_NAME.to_owned());
    let path = file::default_path().ok_or(SettingsError::NoConfigDirectory)?;
    let config = ConfigFile::read(path.clone())?;
    if config.as_ref().is_some_and(|config| config.names().any(|known| known == name)) {
        return Err(SettingsError::ProfileExists { path, name });
    }
    let is_default = config.as_ref().is_none_or(|config| config.default_profile.as_ref() == Some(&name));
    let key = quoted(&name);
    let entries: Vec<_> =
        values(global)?.iter().map(|(key, value)| format!("{key} = {}", quoted(value))).collect();
    let section = format!(
        "\n[profiles.{key}]\n{}",
        entries.iter().map(|entry| format!("{entry}\n")).collect::<String>()
    );
    let failure = |problem| SettingsError::WriteConfig { path: path.clone(), problem };
    if let Some(directory) = path.parent() {
        std::fs::create_dir_all(directory).map_err(failure)?;
    }
    let written = match &config {
        None => {
            let file = OpenOptions::new().write(true).create_new(true).open(&path);
            file.and_then(|mut file| file.write_all(format!("profile = {key}\n{section}").as_bytes()))
        }
        Some(config) => match add_inline(&config.text, &key, &entries.join(", ")) {
            Some(text) => replace(&path, &text),
            None => {
                let file = OpenOptions::new().append(true).open(&path);
                file.and_then(|mut file| file.write_all(section.as_bytes()))
            }
        },
    };
    written.map_err(failure)?;
    Ok(Added { name, path, has_key: global.api_key_file.is_some(), is_default })
}

/// Returns the text with a profile added to the inline table `profiles`, which a section of the file cannot extend. Returns `None`
/// if `profiles` is not an inline table.
///
/// The profile is inserted at the start of the table, so that a comma or comment at the end needs no handling.
fn add_inline(text: &str, key: &str, entries: &str) -> Option<String> {
    let document = DeTable::parse(text).ok()?;
    let profiles = document.get_ref().get("profiles")?;
    let (before, table) = text.split_at_checked(profiles.span().start)?;
    let rest = table.strip_prefix('{')?;
    let entries = if entries.is_empty() { "{}".to_owned() } else { format!("{{ {entries} }}") };
    let separator = match profiles.get_ref().as_table() {
        Some(table) if !table.is_empty() => ",",
        _ if rest.starts_with('}') => " ",
        _ => "",
    };
    Some(format!("{before}{{ {key} = {entries}{separator}{rest}"))
}

/// Atomically replaces the contents of a file. Its permissions, and a symbolic link to it, are kept. If the directory is read-only,
/// or the file is a mount point, the file is overwritten instead.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    // Fails if the file is read-only.
    let permissions = OpenOptions::new().append(true).open(&path)?.metadata()?.permissions();
    let mut file = match NamedTempFile::new_in(path.parent().unwrap_or(Path::new("."))) {
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
            return overwrite(&path, text);
        }
        file => file?,
    };
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    match file.persist(&path) {
        Err(error) if matches!(error.error.kind(), ErrorKind::PermissionDenied | ErrorKind::ResourceBusy) => {
            overwrite(&path, text)
        }
        persisted => persisted.map(drop).map_err(|error| error.error),
    }
}

/// Overwrites a file with a longer text. If this fails, the file is not empty.
fn overwrite(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Returns the entries of the profile.
fn values(global: &Global) -> Result<Vec<(&'static str, String)>, SettingsError> {
    let mut values = Vec::new();
    let invalid = |setting| move |problem| SettingsError::Target { problem, setting: Source::Flag(setting) };
    if let Some(region) = &global.region {
        let region: Region = region.parse().map_err(invalid("--region"))?;
        values.push(("region", region.as_str().to_owned()));
    }
    let ca_file = flag_or(&global.ca_file, "--ca-file", None);
    let proxy = flag_or(&global.proxy, "--proxy", None);
    let network = Network::of(ca_file.as_ref(), proxy.as_ref())?;
    if let Some(url) = &global.base_url {
        match network.apply(Client::builder("unused").base_url(url)).build() {
            Ok(client) => values.push(("base-url", client.base_url().to_owned())),
            Err(Error::Config(problem)) => return Err(invalid("--base-url")(problem)),
            Err(error) => return Err(SettingsError::Client(Box::new(error))),
        }
    }
    let absolute = |option, path: &PathBuf| {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        absolute.into_os_string().into_string().map_err(|_| SettingsError::PathNotUnicode { option })
    };
    if let Some(path) = &global.api_key_file {
        if path.as_os_str() == "-" {
            return Err(SettingsError::Conflict { one: "--api-key-file -", other: "config init" });
        }
        KeySource::File(KeyFile::new(path, path.clone(), Source::Flag("--api-key-file"))).read()?;
        values.push(("api-key-file", absolute("--api-key-file", path)?));
    }
    if let Some(path) = &global.ca_file {
        values.push(("ca-file", absolute("--ca-file", path)?));
    }
    if let Some(proxy) = &global.proxy {
        values.push(("proxy", proxy.clone()));
    }
    Ok(values)
}

/// Returns the text as a TOML basic string, which has the same escapes as JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}
