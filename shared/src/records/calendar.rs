//! Business calendars.

use crate::ids::CalendarId;
use uuid::Uuid;

/// The shipped calendar of the service desk: Monday to Saturday, 08:30–18:00 (ELE 4.2, 4.3).
pub const SERVICE_DESK: CalendarId = CalendarId(Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_000c_a001));
/// The shipped calendar that never closes, for emergencies (MGT 2.1).
pub const AROUND_THE_CLOCK: CalendarId =
    CalendarId(Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_000c_a002));
