//! Notifications: kept until read, told to the open page at once, nobody else's.

use crate::support::desk::Desk;
use crate::support::{Client, person};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

fn told(who: &Client) -> Value {
    who.get("/notifications").expect(200).json()
}

/// A raw stream of server-sent events.
struct Stream(BufReader<TcpStream>);

impl Stream {
    fn open(desk: &Desk, who: &Client) -> Self {
        let base = desk.world.base();
        let mut socket = TcpStream::connect(base.trim_start_matches("http://")).unwrap();
        // Longer than the server's signs of life: what does not come by then never does.
        socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let token = who.header("authorization");
        write!(
            socket,
            "GET /api/v1/notifications/stream HTTP/1.1\r\nhost: x\r\nauthorization: {token}\r\n\r\n"
        )
        .unwrap();
        Self(BufReader::new(socket))
    }

    /// The data of the next event of a name; nothing when the stream has ended.
    fn next(&mut self, name: &str) -> Option<Value> {
        let mut event = String::new();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 || line == "0\r\n" {
                return None;
            }
            if let Some(is) = line.strip_prefix("event: ") {
                event = is.trim().to_owned();
            }
            if let Some(data) = line.strip_prefix("data: ")
                && event == name
            {
                return Some(serde_json::from_str(data.trim()).unwrap());
            }
        }
    }
}

#[test]
fn whoever_is_given_a_ticket_hears_of_it_at_once_and_until_it_is_read() {
    let desk = Desk::open();
    let (specialist, technician) = (desk.as_("service_specialist"), desk.as_("technician"));
    let mut stream = Stream::open(&desk, &technician);
    assert_eq!(stream.next("notifications").unwrap(), json!({ "items": [], "unread": 0 }));
    let mut ticket = desk.file("service_specialist", json!({}));
    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    let live = stream.next("notifications").unwrap();
    assert_eq!((&live["items"][0]["kind"], &live["unread"]), (&json!("assigned"), &json!(1)));
    assert_eq!(live["items"][0]["ticket_id"], ticket.id);
    assert_eq!(told(&technician)["items"][0]["actor_name"], "service specialist");
    let left = technician.post("/notifications/read", json!({})).expect(200).json();
    assert_eq!(left["unread"], 0);
    assert_eq!(technician.get("/notifications?unread=true").expect(200).json()["items"], json!([]));
    assert_eq!(told(&technician)["items"].as_array().unwrap().len(), 1, "kept");
    assert_eq!(told(&specialist)["items"], json!([]), "nobody is told of what they did themselves");
}

/// The number at the bell follows what one does, also where there were more than are counted.
#[test]
fn a_long_list_that_is_read_is_read_at_once() {
    let desk = Desk::open();
    let (specialist, technician) = (desk.as_("service_specialist"), desk.as_("technician"));
    let mut ticket = desk.file("service_specialist", json!({}));
    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    desk.world.execute(
        "INSERT INTO notifications (id, user_id, kind, ticket_id, actor_name, created_at) \
         SELECT gen_random_uuid(), user_id, kind, ticket_id, actor_name, created_at FROM notifications, generate_series(1, 1000)",
    );
    assert_eq!(told(&technician)["unread"], 1000);
    desk.world.execute(
        "UPDATE notifications SET read_at = now() WHERE id NOT IN (SELECT id FROM notifications LIMIT 3)",
    );
    assert_eq!(told(&technician)["unread"], 3);
}

#[test]
fn the_stream_ends_with_the_session() {
    let desk = Desk::open();
    let (specialist, technician) = (desk.as_("service_specialist"), desk.as_("technician"));
    let mut stream = Stream::open(&desk, &technician);
    stream.next("notifications").unwrap();
    desk.world.execute(&format!(
        "UPDATE sessions SET ended_at = now() WHERE user_id = '{}'",
        person("technician").id()
    ));
    let mut ticket = desk.file("service_specialist", json!({}));
    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    assert_eq!(stream.next("notifications"), None);
}

#[test]
fn mentioned_people_must_be_able_to_read_it() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", json!({}));
    let path = format!("{}/comments", ticket.path());
    let say = |visibility: &str, who: &str| json!({ "visibility": visibility, "body": "请看", "mentions": [person(who).id()] });
    specialist.post(&path, say("internal", "engineer")).expect(201);
    assert_eq!(told(&desk.as_("engineer"))["items"][0]["kind"], "mentioned");
    specialist.post(&path, say("public", "north_technician")).expect(201);
    assert_eq!(told(&desk.as_("north_technician"))["items"][0]["kind"], "mentioned");
    for (visibility, who) in
        [("internal", "north_technician"), ("public", "south_technician"), ("public", "supplier")]
    {
        let refused = specialist.post(&path, say(visibility, who)).expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/mentions/0", "{visibility} {who}");
    }
    assert_eq!(told(&desk.as_("south_technician"))["items"], json!([]));
}

#[test]
fn the_two_sides_hear_of_each_others_answers() {
    let desk = Desk::open();
    let (specialist, technician, customer) =
        (desk.as_("service_specialist"), desk.as_("technician"), desk.as_("tower_customer"));
    let mut ticket = desk.file("tower_customer", json!({ "channel": "web" }));
    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    let path = format!("{}/comments", ticket.path());
    customer.post(&path, json!({ "visibility": "public", "body": "什么时候来？" })).expect(201);
    assert_eq!(told(&technician)["items"][0]["kind"], "answered");
    technician.post(&path, json!({ "visibility": "internal", "body": "等配件" })).expect(201);
    assert_eq!(told(&customer)["items"], json!([]), "internal words are no answer");
    technician.post(&path, json!({ "visibility": "public", "body": "明天上午。" })).expect(201);
    assert_eq!(told(&customer)["items"][0]["kind"], "answered");
}

#[test]
fn what_is_not_seen_any_more_is_not_told_any_more() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", json!({ "subject": "CANARY" }));
    let body =
        json!({ "visibility": "public", "body": "请看", "mentions": [person("north_technician").id()] });
    specialist.post(&format!("{}/comments", ticket.path()), body).expect(201);
    assert!(told(&desk.as_("north_technician")).to_string().contains("CANARY"));
    desk.world
        .execute(&format!("UPDATE tickets SET dealer_id = '{}'", crate::support::Organization::South.id()));
    assert!(!told(&desk.as_("north_technician")).to_string().contains("CANARY"));
}
