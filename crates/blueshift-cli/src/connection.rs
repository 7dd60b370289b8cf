//! Creates the client from the settings.

use blueshift::{ApiKey, Client, ClientBuilder, Error, Region, RetryPolicy};

use crate::commands::Context;
use crate::config::{KeySource, Network, Settings, SettingsError, Target};
use crate::failure::Failure;
use crate::sandbox::EmbeddedSandbox;
use crate::{request_log, sandbox};

const PRODUCT: &str = concat!("blueshift-cli/", env!("CARGO_PKG_VERSION"));

/// A client, and with `--sandbox` the sandbox that it uses.
pub(crate) struct Connection {
    pub(crate) client: Client,
    pub(crate) target: Target,
    key: ApiKey,
    network: Network,
    /// The sandbox, which stops on drop.
    _sandbox: Option<EmbeddedSandbox>,
}

impl Connection {
    /// Resolves the settings and builds the client. If `--sandbox` is set, starts the sandbox; otherwise, reads the API key and
    /// warns if other users can read its file.
    pub(crate) async fn open(context: &Context<'_>) -> Result<Self, Failure> {
        Self::open_with(context, |builder| builder).await
    }

    /// Like [`open`](Self::open), with a customized client.
    pub(crate) async fn open_with(
        context: &Context<'_>,
        customize: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Self, Failure> {
        let global = context.global;
        let settings = Settings::resolve(global)?;
        let network = Network::of(settings.ca_file.as_ref(), settings.proxy.as_ref())?;
        let target = settings.target.value;
        let sandbox = match target {
            Target::Sandbox => Some(sandbox::start(context).await?),
            Target::Region(_) | Target::BaseUrl(_) => None,
        };
        if let KeySource::File(file) = &settings.key
            && let Some(warning) = file.warning()
        {
            context.terminal.warn(&warning);
        }
        let key = match &sandbox {
            Some(EmbeddedSandbox { sandbox, .. }) => {
                ApiKey::new(sandbox.api_key()).map_err(|error| Failure::Client(error.into()))?
            }
            None => settings.key.read()?,
        };
        let url = match (&target, &sandbox) {
            (Target::Region(region), _) => region.base_url().to_owned(),
            (Target::BaseUrl(url), _) => url.clone(),
            (Target::Sandbox, own) => own.as_ref().map(|own| own.sandbox.url()).unwrap_or_default(),
        };
        let client = client(key.clone(), url, &network, context, customize).map_err(|error| match error {
            // The name of the setting is added to the message, because the message does not contain the URL.
            Error::Config(problem) if matches!(target, Target::BaseUrl(_)) => {
                SettingsError::Target { problem, setting: settings.target.source }.into()
            }
            other => Failure::Client(other),
        })?;
        Ok(Self { client, target, key, network, _sandbox: sandbox })
    }

    /// Returns a client for another region with the same key and network settings.
    pub(crate) fn client_for(&self, region: Region, context: &Context<'_>) -> Result<Client, Failure> {
        let url = region.base_url().to_owned();
        client(self.key.clone(), url, &self.network, context, |builder| builder).map_err(Failure::Client)
    }
}

fn client(
    key: ApiKey,
    url: String,
    network: &Network,
    context: &Context<'_>,
    customize: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<Client, Error> {
    let (global, progress) = (context.global, context.progress.clone());
    let builder =
        Client::builder(key).base_url(url).user_agent(PRODUCT).on_retry(move |event| progress.retry(event));
    // The layers of `customize` are added first, so that the layer of `--dry-run`, which sends nothing, is outside the layer
    // that prints requests.
    let mut builder = customize(builder);
    if let Some(timeout) = global.timeout {
        builder = builder.deadline(timeout);
    }
    if let Some(retries) = global.max_retries {
        builder = builder.retry_policy(RetryPolicy::default().max_retries(retries));
    }
    builder = network.apply(builder);
    if global.verbose > 0 {
        builder = builder.layer(request_log::layer(*context.terminal));
    }
    builder.build()
}
