//! Prints the name of each campaign in a listing without filters, or its UUID if it has no name. The account is
//! configured by the environment variables that `Client::from_env` reads.

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
