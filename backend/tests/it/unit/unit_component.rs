//! Components within components.

use sanbao::records::unit_component::service::goes_in_circles;
use shared::ids::UnitComponentId;
use std::collections::HashMap;
use uuid::Uuid;

#[test]
fn a_component_is_never_built_into_itself_however_long_the_way() {
    let id = |n: u128| UnitComponentId(Uuid::from_u128(n));
    // 3 is in 2 is in 1; 4 stands alone; 5 and 6 are a circle that should not be there.
    let parents = HashMap::from([
        (id(1), None),
        (id(2), Some(id(1))),
        (id(3), Some(id(2))),
        (id(4), None),
        (id(5), Some(id(6))),
        (id(6), Some(id(5))),
    ]);
    assert!(goes_in_circles(&parents, id(1), id(1)));
    assert!(goes_in_circles(&parents, id(1), id(3)));
    assert!(goes_in_circles(&parents, id(2), id(3)));
    assert!(!goes_in_circles(&parents, id(3), id(1)));
    assert!(!goes_in_circles(&parents, id(4), id(3)));
    assert!(!goes_in_circles(&parents, id(4), id(5)));
    assert!(!goes_in_circles(&parents, id(9), id(1)));
}
