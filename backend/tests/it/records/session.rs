//! Stories of one's own sessions.

use crate::support::World;

#[test]
fn a_session_that_is_ended_stops_at_the_next_request() {
    let world = World::new();
    let (here, elsewhere) = (world.as_("north_dealer"), world.as_("north_dealer"));
    let sessions = here.get("/me/sessions").expect(200).json();
    let sessions = sessions.as_array().expect("a list");
    assert_eq!(sessions.len(), 2);
    let current = |wanted: bool| {
        let found = sessions.iter().find(|s| s["current"] == wanted).expect("a session");
        found["id"].as_str().expect("an id").to_owned()
    };
    elsewhere.get("/me").expect(200);
    here.delete(&format!("/me/sessions/{}", current(false))).expect(204);
    elsewhere.get("/me").refused(401, "unauthenticated");
    here.delete(&format!("/me/sessions/{}", current(false))).refused(404, "not_found");
    assert_eq!(here.get("/me/sessions").json().as_array().expect("a list").len(), 1);
    here.delete(&format!("/me/sessions/{}", current(true))).expect(204);
    here.get("/me").refused(401, "unauthenticated");
}

#[test]
fn nobody_ends_anothers_session() {
    let world = World::new();
    let (victim, admin) = (world.as_("north_dealer"), world.as_("admin"));
    let id = victim.get("/me/sessions").text("/0/id");
    admin.delete(&format!("/me/sessions/{id}")).refused(404, "not_found");
    admin.delete("/me/sessions/not-an-id").refused(404, "not_found");
    victim.get("/me").expect(200);
}
