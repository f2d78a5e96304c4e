//! A desk: a world with a product, a fault code, and a unit in warranty of each customer; and tickets filed there.

use super::{Client, Response, World, person};
use serde_json::{Value, json};

/// A unit in warranty that belongs to the first customer, laid in behind the server's back.
pub struct Desk {
    /// The world it is in.
    pub world: World,
}

/// The product.
pub const PRODUCT: &str = "00000000-0000-7000-8000-00000000a001";
/// The first customer's unit.
pub const UNIT: &str = "00000000-0000-7000-8000-00000000b001";
/// The second customer's unit.
pub const FOREIGN_UNIT: &str = "00000000-0000-7000-8000-00000000b002";
/// The fault code.
pub const FAULT: &str = "00000000-0000-7000-8000-00000000c001";

impl Desk {
    /// Opens one.
    pub fn open() -> Self {
        let world = World::new();
        let own = person("tower_customer").organization;
        let foreign = person("harbour_customer").organization;
        world.execute(&format!(
            "INSERT INTO products (id, code, name, line, warranty_terms, active, version, created_at, updated_at) \
             VALUES ('{PRODUCT}', 'SB-1000P', '乘客电梯', 'passenger_lift', '[]', true, 1, now(), now()); \
             INSERT INTO fault_codes (id, code, name_zh, name_en, active, version, created_at, updated_at) \
             VALUES ('{FAULT}', 'DR-03', '门机异响', 'Door operator noisy', true, 1, now(), now());"
        ));
        for (id, serial, owner) in [(UNIT, "SB-0001", own), (FOREIGN_UNIT, "SB-0002", foreign)] {
            let dealer = owner.dealer().unwrap().id();
            world.execute(&format!(
                "INSERT INTO units (id, serial, product_id, status, customer_id, dealer_id, shipped_on, accepted_on, extensions, \
                 exclusions, version, created_at, updated_at) VALUES ('{id}', '{serial}', '{PRODUCT}', 'in_service', '{}', '{dealer}', \
                 now() - interval '120 days', now() - interval '90 days', '[]', '[]', 1, now(), now());",
                owner.customer_id()
            ));
        }
        Self { world }
    }

    /// A person of the cast, logged in.
    pub fn as_(&self, key: &str) -> Client {
        self.world.as_(key)
    }

    /// Files a complaint about the first unit, with more fields.
    pub fn file(&self, key: &str, more: Value) -> Ticket {
        let mut body =
            json!({ "kind": "complaint", "channel": "phone", "subject": "3 号梯门机异响", "unit_id": UNIT });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Ticket::of(&self.as_(key).post("/tickets", body).expect(201))
    }

    /// A ticket that has come as far as `resolved`.
    pub fn resolved(&self) -> Ticket {
        let (specialist, technician) = (self.as_("service_specialist"), self.as_("technician"));
        let mut ticket = self.file("service_specialist", json!({}));
        ticket.act(&specialist, "verify", json!({})).expect(200);
        ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
        ticket.act(&technician, "start", json!({})).expect(200);
        ticket.act(&technician, "resolve", json!({ "solution": "更换门机皮带" })).expect(200);
        ticket
    }
}

/// A ticket and the version that was read last.
pub struct Ticket {
    /// Its id.
    pub id: String,
    /// The version read last.
    pub etag: String,
}

impl Ticket {
    /// From an answer that shows it.
    pub fn of(answer: &Response) -> Self {
        Self { id: answer.text("/id"), etag: answer.etag() }
    }

    /// Where it is.
    pub fn path(&self) -> String {
        format!("/tickets/{}", self.id)
    }

    /// Acts on it.
    pub fn act(&mut self, who: &Client, action: &str, body: Value) -> Response {
        let answer = who.act(&format!("{}/{action}", self.path()), &self.etag, body);
        if answer.status == 200 {
            self.etag = answer.etag();
        }
        answer
    }
}
