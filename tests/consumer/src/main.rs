//! Lists the campaigns of a sandbox.

use std::error::Error;

use blueshift::Client;
use blueshift_sandbox::Sandbox;
use futures_util::TryStreamExt;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    let campaigns: Vec<_> = client.campaigns().list().all_time().stream().try_collect().await?;
    println!("{} campaigns", campaigns.len());
    if campaigns.is_empty() {
        return Err("the listing is empty".into());
    }
    Ok(())
}
