//! The client that the settings describe.

use blueshift::{ApiKey, Client, ClientBuilder, Error, Region, RetryPolicy};
use blueshift_sandbox::Sandbox;

use crate::commands::Context;
use crate::config::{KeySource, Settings, SettingsError, Target};
use crate::failure::Failure;
use crate::sandbox;

const PRODUCT: &str = concat!("blueshift-cli/", env!("CARGO_PKG_VERSION"));

/// A client and its sandbox, if it uses one.
pub(crate) struct Connection {
    pub(crate) client: Client,
    pub(crate) target: Target,
    key: ApiKey,
    /// Stops on drop.
    _sandbox: Option<Sandbox>,
}

impl Connection {
    /// Resolves the settings, reads the key and builds the client. Warns if other users can read the key.
    pub(crate) async fn open(context: &Context<'_>) -> Result<Self, Failure> {
        Self::open_with(context, |builder| builder).await
    }

    /// Does the same with a client that `customize` changes.
    pub(crate) async fn open_with(
        context: &Context<'_>,
        customize: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Self, Failure> {
        let global = context.global;
        let settings = Settings::resolve(global)?;
        let target = settings.target.value;
        let sandbox = match target {
            Target::Sandbox => Some(sandbox::start(global).await?),
            Target::Region(_) | Target::BaseUrl(_) => None,
        };
        if let KeySource::File(file) = &settings.key
            && let Some(warning) = file.warning()
        {
            context.terminal.warn(&warning);
        }
        let key = match &sandbox {
            Some(sandbox) => ApiKey::new(sandbox.api_key()).map_err(|error| Failure::Client(error.into()))?,
            None => settings.key.read()?,
        };
        let url = match (&target, &sandbox) {
            (Target::Region(region), _) => region.base_url().to_owned(),
            (Target::BaseUrl(url), _) => url.clone(),
            (Target::Sandbox, sandbox) => sandbox.as_ref().map(Sandbox::url).unwrap_or_default(),
        };
        let client = client(key.clone(), url, context, customize).map_err(|error| match error {
            // The error does not show the URL, so it must name the setting.
            Error::Config(problem) if matches!(target, Target::BaseUrl(_)) => {
                SettingsError::Target { problem, setting: settings.target.source }.into()
            }
            other => Failure::Client(other),
        })?;
        Ok(Self { client, target, key, _sandbox: sandbox })
    }

    /// A client for another region with the same key.
    pub(crate) fn client_for(&self, region: Region, context: &Context<'_>) -> Result<Client, Failure> {
        client(self.key.clone(), region.base_url().to_owned(), context, |builder| builder)
            .map_err(Failure::Client)
    }
}

fn client(
    key: ApiKey,
    url: String,
    context: &Context<'_>,
    customize: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<Client, Error> {
    let (global, progress) = (context.global, context.progress.clone());
    let mut builder =
        Client::builder(key).base_url(url).user_agent(PRODUCT).on_retry(move |event| progress.retry(event));
    if let Some(timeout) = global.timeout {
        builder = builder.deadline(timeout);
    }
    if let Some(retries) = global.max_retries {
        builder = builder.retry_policy(RetryPolicy::default().max_retries(retries));
    }
    customize(builder).build()
}
