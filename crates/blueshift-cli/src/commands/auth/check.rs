//! The `auth check` command.

use std::io::{self, Write};

use blueshift::{Client, Error, Region};
use clap::Args;

use crate::commands::Context;
use crate::commands::campaigns::list;
use crate::config::Target;
use crate::connection::Connection;
use crate::failure::{Failure, OtherRegion, Refusal};
use crate::terminal::{GREEN, Terminal};

/// Check whether the API key works, and in which region
///
/// Requests one campaign. If the selected region responds with 401, the other region is also tried, because a key works only in
/// the region of its account.
#[derive(Args)]
pub(crate) struct Check {}

impl Check {
    pub(super) async fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let connection = Connection::open(context).await?;
        context.progress.start("requesting one campaign");
        let other = match connection.target {
            Target::Region(region) => Region::ALL.iter().copied().find(|other| *other != region),
            Target::BaseUrl(_) | Target::Sandbox => None,
        };
        let other = match other {
            Some(other) => Some((other, connection.client_for(other, context)?)),
            None => None,
        };
        let request_id = check_key(&connection.client, &connection.target.to_string(), other).await?;
        context.progress.finish();
        print(&connection.target, request_id.as_deref(), context.terminal).map_err(Failure::Output)
    }
}

/// Sends a request with the key and returns the request id. If the key is refused, returns an error; it contains the result of
/// a request to the other region if `other` is set.
async fn check_key(
    client: &Client,
    target: &str,
    other: Option<(Region, Client)>,
) -> Result<Option<String>, Failure> {
    let source = match request(client).await {
        Ok(request_id) => return Ok(request_id),
        Err(error) if is_refusal(&error) => error,
        Err(error) => return Err(Failure::call(&list::OPERATION, error)),
    };
    let other = match other {
        None => None,
        Some((region, client)) => Some((
            region,
            match request(&client).await {
                Ok(request_id) => OtherRegion::Accepts { request_id },
                Err(error) if is_refusal(&error) => OtherRegion::Refuses,
                Err(error) => OtherRegion::Unknown(error),
            },
        )),
    };
    Err(Failure::Refused(Box::new(Refusal { source, target: target.to_owned(), other })))
}

async fn request(client: &Client) -> Result<Option<String>, Error> {
    Ok(client.campaigns().list().per_page(1).send().await?.request_id)
}

fn is_refusal(error: &Error) -> bool {
    error.status().is_some_and(|status| status.as_u16() == 401)
}

fn print(target: &Target, request_id: Option<&str>, terminal: &Terminal) -> io::Result<()> {
    let mut out = io::stdout().lock();
    terminal.stdout.paint(&mut out, GREEN, "the API key works")?;
    writeln!(out, " in {target}")?;
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
    use crate::terminal::{ColorWhen, ErrorFormat};

    async fn sandbox(key: &str) -> Sandbox {
        Sandbox::builder().api_key(key).start().await.unwrap()
    }

    fn client(sandbox: &Sandbox) -> Client {
        Client::builder("my-key").base_url(sandbox.url()).build().unwrap()
    }

    /// Returns the report for a key that region us refuses.
    async fn report(other: Option<&Sandbox>) -> String {
        let here = sandbox("another-key").await;
        let other = other.map(|sandbox| (Region::Eu, client(sandbox)));
        let failure = check_key(&client(&here), "region us", other).await.unwrap_err();
        let mut text = Vec::new();
        failure::report(&failure, &Terminal::detect(ColorWhen::Never, ErrorFormat::Text), &mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    fn run(test: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(test);
    }

    #[test]
    fn suggests_the_other_region_if_the_key_works_there() {
        run(async {
            let text = report(Some(&sandbox("my-key").await)).await;
            let headline = "error: the API key does not work in region us, but it works in region eu\n";
            assert!(text.starts_with(headline), "{text}");
            assert!(text.contains("BLUESHIFT_REGION=eu"), "{text}");
        });
    }

    #[test]
    fn suggests_a_user_api_key_if_both_regions_refuse() {
        run(async {
            let text = report(Some(&sandbox("a-third-key").await)).await;
            let headline = "error: the API key works neither in region us nor in region eu\n";
            assert!(text.starts_with(headline), "{text}");
            assert!(text.contains("User API key"), "{text}");
        });
    }

    #[test]
    fn distinguishes_a_failed_check_from_a_refused_key() {
        run(async {
            let broken = sandbox("my-key").await;
            broken.faults().set(vec![Fault::status(404)]);
            let text = report(Some(&broken)).await;
            assert!(text.starts_with("error: the API key does not work in region us\n"), "{text}");
            let failed = "Region eu could not be checked: the server responded with 404";
            assert!(text.replace("\n  ", " ").contains(failed), "{text}");
        });
    }

    #[test]
    fn returns_the_request_id_of_a_key_that_works() {
        run(async {
            let here = sandbox("my-key").await;
            assert!(check_key(&client(&here), "region us", None).await.unwrap().is_some());
        });
    }
}
