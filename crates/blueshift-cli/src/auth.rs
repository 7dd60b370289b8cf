//! `auth check`.

use std::io::{self, Write};

use blueshift::{Client, Error, Region};

use crate::arguments::Global;
use crate::client::Connection;
use crate::failure::{Elsewhere, Failure, Refusal};
use crate::progress::Progress;
use crate::settings::Place;
use crate::terminal::{GREEN, Terminal};

/// Says whether the key works, and in which region.
pub(crate) async fn check(global: &Global, terminal: &Terminal, progress: &Progress) -> Result<(), Failure> {
    let connection = Connection::open(global).await?;
    progress.say("asking for one campaign");
    let other = match connection.place {
        Place::Region(region) => Region::ALL.iter().copied().find(|other| *other != region),
        Place::BaseUrl(_) | Place::Sandbox => None,
    };
    let elsewhere = match other {
        Some(other) => Some((other, connection.elsewhere(other, global)?)),
        None => None,
    };
    let outcome = probe(&connection.client, &connection.place.to_string(), elsewhere).await;
    progress.finish();
    let request_id = outcome?;
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
    Err(Failure::Refused(Box::new(Refusal {
        source,
        place: place.to_owned(),
        elsewhere,
    })))
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
