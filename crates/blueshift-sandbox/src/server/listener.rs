//! Accepts connections and serves each until it ends.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;

use crate::server::line::{Cutter, Line};
use crate::server::{exchange, routes};
use crate::state::Shared;

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 4096;

/// Listens on loopback only: nothing here is fit for a network.
pub(crate) fn listen(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    socket.listen(BACKLOG)
}

/// Serves until dropped, and with it every connection.
pub(crate) async fn serve(listener: TcpListener, shared: Shared) {
    let router = routes::router(shared.clone());
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, shared.clone(), router.clone()));
                }
                // Out of file descriptors, most likely: connections that end make room.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, shared: Shared, router: Router) {
    shared.recorder.connected();
    // Only a matter of speed.
    let _ = stream.set_nodelay(true);
    let cutter = Arc::new(Cutter::default());
    let line = Line::new(stream, cutter.clone());
    let service = service_fn(|request| {
        let exchange = exchange::run(shared.clone(), router.clone(), cutter.clone(), request);
        async move { Ok::<_, Infallible>(exchange.await) }
    });
    let serving =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(line), service);
    tokio::select! {
        // A client that breaks the protocol or leaves is no concern of the sandbox.
        _ = serving => {}
        () = cutter.cut() => {}
    }
}
