use crate::support::World;

#[test]
fn somebody_logs_in_and_is_told_who_they_are() {
    let world = World::new();
    let answer = world.log_in("service_specialist").expect(200);
    let me = world.anyone().bearing(&answer.text("/access_token")).get("/me").expect(200);
    assert_eq!(me.text("/email"), "specialist@maker.test");
    let start = std::time::Instant::now();
    let w = World::new();
    let a = start.elapsed();
    let c = w.as_("admin");
    c.get("/me").expect(200);
    let b = start.elapsed();
    drop(w);
    eprintln!("TIMING {a:?} {b:?} {:?}", start.elapsed());
}
