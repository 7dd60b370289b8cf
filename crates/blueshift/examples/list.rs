//! Lists the names of all campaigns of the account that the environment names; see `Client::from_env`.

use std::error::Error;
use std::io::Write;

use blueshift::Client;
use futures_util::TryStreamExt;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut campaigns = Client::from_env()?.campaigns().list().stream();
    let mut out = std::io::stdout().lock();
    while let Some(campaign) = campaigns.try_next().await? {
        writeln!(out, "{}", campaign.name.unwrap_or(campaign.uuid))?;
    }
    Ok(())
}
