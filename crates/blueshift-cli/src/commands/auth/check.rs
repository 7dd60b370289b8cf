//! `auth check`.

use std::io::{self, Write};

use blueshift::{Client, Error, Region};

use crate::config::Place;
use crate::connection::Connection;
use crate::failure::{Elsewhere, Failure, Refusal};
use crate::global::Global;
use crate::progress::Progress;
use crate::terminal::{GREEN, Terminal};

/// Says whether the key works, and in which region.
pub(crate) async fn check(global: &Global, terminal: &Terminal, progress: &Progress) -> Result<(), Failure> {
    let connection = Connection::open(global, terminal).await?;
    progress.start("asking for one campaign");
    let other = match connection.place {
        Place::Region(region) => Region::ALL.iter().copied().find(|other| *other != region),
        Place::BaseUrl(_) | Place::Sandbox => None,
    };
    let elsewhere = match other {
        Some(other) => Some((other, connection.elsewhere(other, global)?)),
        None => None,
    };
    let request_id = probe(&connection.client, &connection.place.to_string(), elsewhere).await?;
    progress.finish();
    tell(&connection.place, request_id.as_deref(), terminal).map_err(Failure::Output)
}

/// Asks for one campaign; where the key is refused, asks the other region as well. Gives the request's id.
async fn probe(
    client: &Client,
    place: &str,
    elsewhere: Option<(Region, Client)>,
) -> Result<Option<String>, Failure> {
    let source = match ask(client).await {
        Ok(request_id) => return Ok(request_id),
        Err(error) if is_refusal(&error) => error,
        Err(error) => return Err(error.into()),
    };
    let elsewhere = match elsewhere {
        None => None,
        Some((region, client)) => Some((
            region,
            match ask(&client).await {
                Ok(request_id) => Elsewhere::Works { request_id },
                Err(error) if is_refusal(&error) => Elsewhere::Refused,
                Err(error) => Elsewhere::Failed(error),
            },
        )),
    };
    Err(Failure::Refused(Box::new(Refusal { source, place: place.to_owned(), elsewhere })))
}

async fn ask(client: &Client) -> Result<Option<String>, Error> {
    Ok(client.campaigns().list().per_page(1).send().await?.request_id)
}

fn is_refusal(error: &Error) -> bool {
    error.status().is_some_and(|status| status.as_u16() == 401)
}

fn tell(place: &Place, request_id: Option<&str>, terminal: &Terminal) -> io::Result<()> {
    let mut out = io::stdout().lock();
    terminal.stdout.paint(&mut out, GREEN, "the key works")?;
    writeln!(out, " in {place}")?;
    if let Some(id) = request_id {
        writeln!(out, "  request id  {id}")?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use blueshift_sandbox::{Fault, Sandbox};

    use super::*;
    use crate::failure;
    use crate::terminal::ColourWhen;

    async fn sandbox(key: &str) -> Sandbox {
        Sandbox::builder().api_key(key).start().await.unwrap()
    }

    fn client(sandbox: &Sandbox) -> Client {
        Client::builder("my-key").base_url(sandbox.url()).build().unwrap()
    }

    /// What is told of a key that region us refuses.
    async fn told(elsewhere: Option<&Sandbox>) -> String {
        let here = sandbox("another-key").await;
        let elsewhere = elsewhere.map(|sandbox| (Region::Eu, client(sandbox)));
        let failure = probe(&client(&here), "region us", elsewhere).await.unwrap_err();
        let mut block = Vec::new();
        failure::report(&failure, &Terminal::look(ColourWhen::Never), &mut block).unwrap();
        String::from_utf8(block).unwrap()
    }

    fn run(test: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(test);
    }

    #[test]
    fn a_key_of_the_other_region_is_told_so_and_how_to_use_it() {
        run(async {
            let block = told(Some(&sandbox("my-key").await)).await;
            let headline = "error: the key does not work in region us, but it works in region eu\n";
            assert!(block.starts_with(headline), "{block}");
            assert!(block.contains("BLUESHIFT_REGION=eu"), "{block}");
        });
    }

    #[test]
    fn a_key_that_both_regions_refuse_is_told_what_kind_it_must_be() {
        run(async {
            let block = told(Some(&sandbox("a-third-key").await)).await;
            assert!(
                block.starts_with("error: the key works neither in region us nor in region eu\n"),
                "{block}"
            );
            assert!(block.contains("User API key"), "{block}");
        });
    }

    #[test]
    fn a_region_that_could_not_be_asked_is_told_apart_from_one_that_refuses() {
        run(async {
            let broken = sandbox("my-key").await;
            broken.faults().set(vec![Fault::status(404)]);
            let block = told(Some(&broken)).await;
            assert!(block.starts_with("error: the key does not work in region us\n"), "{block}");
            assert!(block.contains("Region eu could not be asked: the server answered 404"), "{block}");
        });
    }

    #[test]
    fn a_key_that_works_gives_the_request_id() {
        run(async {
            let here = sandbox("my-key").await;
            assert!(probe(&client(&here), "region us", None).await.unwrap().is_some());
        });
    }
}
