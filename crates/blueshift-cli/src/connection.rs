//! The client that the settings ask for.

use blueshift::{ApiKey, Client, Error, Region, RetryPolicy};
use blueshift_sandbox::Sandbox;

use crate::config::{KeySource, Place, Settings, SettingsError};
use crate::failure::Failure;
use crate::global::Global;
use crate::sandbox;
use crate::terminal::Terminal;

const PRODUCT: &str = concat!("blueshift-cli/", env!("CARGO_PKG_VERSION"));

/// A client, and what it needs to stay alive.
pub(crate) struct Connection {
    pub(crate) client: Client,
    pub(crate) place: Place,
    key: ApiKey,
    /// Stops when it is dropped.
    _sandbox: Option<Sandbox>,
}

impl Connection {
    pub(crate) async fn open(global: &Global, terminal: &Terminal) -> Result<Self, Failure> {
        let settings = Settings::resolve(global)?;
        let place = settings.place.value.clone();
        let sandbox = match place {
            Place::Sandbox => Some(sandbox::start(global).await?),
            Place::Region(_) | Place::BaseUrl(_) => None,
        };
        if let KeySource::File(file) = &settings.key
            && let Some(warning) = file.warning()
        {
            terminal.warn(&warning);
        }
        let key = match &sandbox {
            Some(sandbox) => ApiKey::new(sandbox.api_key()).map_err(blueshift::Error::from)?,
            None => settings.key.read()?,
        };
        let url = match (&place, &sandbox) {
            (Place::Region(region), _) => region.base_url().to_owned(),
            (Place::BaseUrl(url), _) => url.clone(),
            (Place::Sandbox, sandbox) => sandbox.as_ref().map(Sandbox::url).unwrap_or_default(),
        };
        let client = client(key.clone(), url, global).map_err(|failure| match failure {
            // Its value is not shown, so the setting must be named.
            Failure::Call(Error::Config(problem)) if matches!(place, Place::BaseUrl(_)) => {
                SettingsError::Place { place: settings.place.source, problem }.into()
            }
            other => other,
        })?;
        Ok(Self { client, place, key, _sandbox: sandbox })
    }

    /// A client with the same key for a region.
    pub(crate) fn elsewhere(&self, region: Region, global: &Global) -> Result<Client, Failure> {
        client(self.key.clone(), region.base_url().to_owned(), global)
    }
}

fn client(key: ApiKey, url: String, global: &Global) -> Result<Client, Failure> {
    let mut builder = Client::builder(key).base_url(url).user_agent(PRODUCT);
    if let Some(timeout) = global.timeout {
        builder = builder.deadline(timeout);
    }
    if let Some(retries) = global.max_retries {
        builder = builder.retry(RetryPolicy::default().max_retries(retries));
    }
    Ok(builder.build()?)
}
