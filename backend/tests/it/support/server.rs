//! The server, as `sanbao serve` builds it, on an address of its own inside the test's process.

use actix_web::dev::ServerHandle;
use actix_web::{HttpServer, web};
use sanbao::app::{self, House};
use sanbao::auth::jwt::Jwt;
use sanbao::db::{Db, DbSettings};
use sanbao::live::Live;
use sanbao::together::Together;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::JoinHandle;

/// What signs everything in tests.
pub const SECRET: &[u8] = b"a secret that only the tests know";

/// A running server; dropping it stops it.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    handle: ServerHandle,
    live: Live,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts one on a database.
    pub fn start(url: String) -> Self {
        let (tell, told) = mpsc::channel();
        let live = Live::default();
        live.listen(url.clone()).expect("a thread");
        let of_server = live.clone();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let db = Db::open(&DbSettings { url, connections: 6, queue: 512 }).expect("threads");
                let house = web::Data::new(House {
                    db,
                    live: of_server,
                    figures: Together::default(),
                    jwt: Jwt::new(SECRET),
                    secret: SECRET.to_vec(),
                    public_url: "https://service.sanbao.example".into(),
                    secure_cookies: false,
                    // Stories may then say where a request comes from.
                    behind_proxy: true,
                });
                let server = HttpServer::new(move || app::build(house.clone()))
                    .workers(1)
                    .disable_signals()
                    .bind(("127.0.0.1", 0))
                    .expect("a free address");
                let address = server.addrs()[0];
                let server = server.run();
                tell.send((address, server.handle())).expect("the test waits");
                server.await.expect("the server runs");
            });
        });
        let (address, handle) = told.recv().expect("the server starts");
        Self { address, handle, live, thread: Some(thread) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.live.close();
        // The message is sent by the call; what it returns only waits.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
