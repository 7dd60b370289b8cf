//! Accepts and serves connections.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::DuplexStream;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;

use crate::server::connection::{Connection, ConnectionHandle, Stream};
use crate::server::exchange::Service;
use crate::server::router;
use crate::state::Shared;

/// The maximum number of connections that wait to be accepted.
const BACKLOG: u32 = 4096;

/// Listens on loopback only, because the sandbox is not secure enough for a network.
pub(crate) fn listen(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    socket.listen(BACKLOG)
}

/// Serves connections until the future is dropped. In-memory connections are received from `in_memory`.
pub(crate) async fn serve(
    listener: TcpListener,
    mut in_memory: UnboundedReceiver<DuplexStream>,
    shared: Shared,
) {
    let service = Service::new(router(shared.clone()), shared.clock, &shared.assumptions);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    shared.recorder.connected();
                    // A failure affects only latency.
                    let _ = stream.set_nodelay(true);
                    connections.spawn(serve_connection(stream, service.clone()));
                }
                // The process is probably out of file descriptors. They become available when connections end.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(stream) = in_memory.recv() => {
                shared.recorder.connected();
                connections.spawn(serve_connection(stream, service.clone()));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve_connection(stream: impl Stream, service: Service) {
    let handle = Arc::new(ConnectionHandle::default());
    let connection = Connection::new(stream, handle.clone());
    let respond = service_fn(|request| {
        let response = service.clone().respond(handle.clone(), request);
        async move { Ok::<_, Infallible>(response.await) }
    });
    let serving =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(connection), respond);
    tokio::select! {
        // Protocol errors and disconnects need no handling.
        _ = serving => {}
        () = handle.ended() => {}
    }
}
