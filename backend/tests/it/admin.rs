//! Stories of the command line that begins an installation.

use crate::support::{PASSWORD, World};
use sanbao::admin::{Maker, create_admin, reset};
use sanbao::db::{Db, DbSettings};
use serde_json::json;

#[test]
fn an_installation_begins_with_an_administrator_and_a_link() {
    let world = World::new();
    reset(&world.url()).expect("emptied");
    assert_eq!(world.count("users"), 0);
    let db = Db::open(&DbSettings { url: world.url(), connections: 1, queue: 1 }).expect("threads");
    let maker = |zone: &str| Maker { name: "恒升电梯".into(), code: "hs".into(), zone: zone.into() };
    assert!(create_admin(&db, &maker("Mars/Olympus"), "root@hs.test", "总管").is_err());
    assert!(create_admin(&db, &maker("Asia/Shanghai"), "root", "总管").is_err());
    let link = create_admin(&db, &maker("Asia/Shanghai"), "root@hs.test", "总管").expect("a link");
    assert!(create_admin(&db, &maker("Asia/Shanghai"), "root@hs.test", "总管").is_err(), "taken");
    create_admin(&db, &maker("Asia/Shanghai"), "second@hs.test", "副总管")
        .expect("the organisation is there");
    assert_eq!(world.count("organizations"), 1);

    let token = link.strip_prefix("/welcome#token=").expect("a link to the page");
    let body = json!({ "token": token, "new_password": PASSWORD });
    world.anyone().post("/auth/redeem-link", body).expect(204);
    let answer = world.try_log_in(&world.anyone(), "root@hs.test", PASSWORD).expect(200);
    world.anyone().bearing(&answer.text("/access_token")).get("/users").expect(200);
    assert_eq!(world.count("audit_entries WHERE actor_name = 'sanbao admin' AND actor_id IS NULL"), 3);
}
