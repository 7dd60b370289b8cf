//! Lists the campaigns of a sandbox.

use std::error::Error;

use blueshift::Client;
use blueshift_sandbox::Sandbox;
use futures_util::TryStreamExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    let campaigns: Vec<_> = client.campaigns().list().all_time().stream().try_collect().await?;
    #[cfg(feature = "blocking")]
    {
        let builder = blueshift::blocking::Client::builder(sandbox.api_key()).base_url(sandbox.url());
        // The blocking client cannot be used on a thread of a runtime.
        let list = std::thread::spawn(move || {
            builder.build()?.campaigns().list().all_time().iter().collect::<Result<Vec<_>, _>>()
        });
        let listed = list.join().map_err(|_| "the thread panicked")??;
        if listed != campaigns {
            return Err("the blocking client lists different campaigns".into());
        }
    }
    println!("{} campaigns", campaigns.len());
    if campaigns.is_empty() {
        return Err("the listing is empty".into());
    }
    Ok(())
}
