//! A TCP server that sends scripted bytes, including invalid HTTP.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The action of the server after it has read the head of a request.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Closes the connection without a response.
    Close,
    /// Resets the connection without a response.
    Reset,
    /// Sends these bytes, then closes the connection.
    Send(Vec<u8>),
    /// Sends these bytes, then resets the connection.
    SendThenReset(Vec<u8>),
    /// Sends these bytes and keeps the connection open.
    SendThenHang(Vec<u8>),
    /// Sends the head, then the chunk repeatedly until the client closes the connection.
    Endless { head: Vec<u8>, chunk: Vec<u8> },
}

/// Returns an action that sends a response with the content type of JSON.
pub(crate) fn json(status: u16, headers: &str, body: &str) -> Action {
    let length = body.len();
    Action::Send(
        format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}connection: close\r\n\r\n{body}")
            .into_bytes(),
    )
}

/// A server that performs the next action for each connection. The last action is repeated.
pub(crate) struct RawServer {
    pub(crate) url: String,
    heads: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl RawServer {
    pub(crate) async fn start(actions: Vec<Action>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let heads = Arc::<Mutex<Vec<String>>>::default();
        let seen = heads.clone();
        let task = tokio::spawn(async move {
            let mut turn = 0;
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                let action = actions[turn.min(actions.len() - 1)].clone();
                turn += 1;
                tokio::spawn(serve(stream, action, seen.clone()));
            }
        });
        Self { url, heads, task }
    }

    /// Returns the heads of the requests received so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, action: Action, heads: Arc<Mutex<Vec<String>>>) {
    let Some(head) = read_head(&mut stream).await else {
        return;
    };
    heads.lock().unwrap().push(head);
    // Send errors are ignored, because a client may close the connection early.
    match action {
        Action::Close => {}
        Action::Reset => reset(stream),
        Action::Send(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Action::SendThenReset(bytes) => {
            let _ = stream.write_all(&bytes).await;
            // The client must receive the bytes before the reset, which discards unread data.
            tokio::time::sleep(Duration::from_millis(20)).await;
            reset(stream);
        }
        Action::SendThenHang(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
        Action::Endless { head, chunk } => {
            let _ = stream.write_all(&head).await;
            while stream.write_all(&chunk).await.is_ok() {}
        }
    }
}

/// Closes the connection with a linger time of zero, which sends a reset.
fn reset(stream: TcpStream) {
    stream.set_zero_linger().unwrap();
}

async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    Some(String::from_utf8(head).unwrap())
}
