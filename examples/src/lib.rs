//! Code shared by the example programs.

use blueshift::Client;
use blueshift_sandbox::Sandbox;

/// A client and its sandbox, if it uses one. Dropping the sandbox stops it.
#[derive(Debug)]
pub struct Connection {
    /// The client.
    pub client: Client,
    /// The sandbox; `None` if the environment configures an account.
    pub sandbox: Option<Sandbox>,
}

/// Creates a client for the account that the environment configures, or for an in-process sandbox if `BLUESHIFT_API_KEY` is not
/// set.
///
/// # Errors
///
/// Returns an error if the environment variables are invalid, or if the client or the sandbox cannot be created.
pub async fn connect() -> anyhow::Result<Connection> {
    if std::env::var_os("BLUESHIFT_API_KEY").is_some() {
        return Ok(Connection { client: Client::from_env()?, sandbox: None });
    }
    let sandbox = Sandbox::start().await?;
    let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    Ok(Connection { client, sandbox: Some(sandbox) })
}
