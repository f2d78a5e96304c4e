//! Who lives in a world: a maker with one person per role, two dealers with a customer each, a supplier.
//! Ids follow from places in these tables, so that stories can name them without looking them up.

use shared::auth::{OrganizationKind, Role};
use shared::ids::{CustomerId, OrganizationId, UserId};
use uuid::Uuid;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";

/// The organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Organization {
    /// The maker.
    Maker,
    /// Looks after the customer `Tower`.
    North,
    /// Looks after the customer `Harbour`.
    South,
    /// A supplier.
    Parts,
    /// A customer of the dealer `North`.
    Tower,
    /// A customer of the dealer `South`.
    Harbour,
}

impl Organization {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Maker, Self::North, Self::South, Self::Parts, Self::Tower, Self::Harbour];

    /// The id.
    pub fn id(self) -> OrganizationId {
        OrganizationId(Uuid::from_u128(0x0100 + self as u128))
    }

    /// The kind.
    pub fn kind(self) -> OrganizationKind {
        match self {
            Self::Maker => OrganizationKind::Manufacturer,
            Self::North | Self::South => OrganizationKind::Dealer,
            Self::Parts => OrganizationKind::Supplier,
            Self::Tower | Self::Harbour => OrganizationKind::Customer,
        }
    }

    /// Its code, which is also the domain of its people's addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Maker => "maker",
            Self::North => "north",
            Self::South => "south",
            Self::Parts => "parts",
            Self::Tower => "tower",
            Self::Harbour => "harbour",
        }
    }

    /// The dealer that looks after a customer.
    pub fn dealer(self) -> Option<Self> {
        match self {
            Self::Tower => Some(Self::North),
            Self::Harbour => Some(Self::South),
            _ => None,
        }
    }

    /// The customer record of a customer's organisation.
    pub fn customer_id(self) -> CustomerId {
        CustomerId(Uuid::from_u128(0x0200 + self as u128))
    }
}

/// Somebody with a log-in.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// What stories call them.
    pub key: &'static str,
    /// Their log-in.
    pub email: &'static str,
    /// Where they belong.
    pub organization: Organization,
    /// What they are.
    pub role: Role,
}

/// Everybody. In the maker's house the key is the role's word.
pub const PEOPLE: &[Person] = &[
    who("service_specialist", "specialist@maker.test", Organization::Maker, Role::ServiceSpecialist),
    who("technician", "technician@maker.test", Organization::Maker, Role::Technician),
    who("engineer", "engineer@maker.test", Organization::Maker, Role::Engineer),
    who("quality", "quality@maker.test", Organization::Maker, Role::Quality),
    who("supervisor", "supervisor@maker.test", Organization::Maker, Role::Supervisor),
    who("finance", "finance@maker.test", Organization::Maker, Role::Finance),
    who("admin", "admin@maker.test", Organization::Maker, Role::Admin),
    who("north_dealer", "dealer@north.test", Organization::North, Role::Dealer),
    who("north_technician", "technician@north.test", Organization::North, Role::Technician),
    who("south_dealer", "dealer@south.test", Organization::South, Role::Dealer),
    who("south_technician", "technician@south.test", Organization::South, Role::Technician),
    who("supplier", "supplier@parts.test", Organization::Parts, Role::Supplier),
    who("tower_customer", "customer@tower.test", Organization::Tower, Role::Customer),
    who("harbour_customer", "customer@harbour.test", Organization::Harbour, Role::Customer),
];

const fn who(key: &'static str, email: &'static str, organization: Organization, role: Role) -> Person {
    Person { key, email, organization, role }
}

/// The person whom stories call so.
pub fn person(key: &str) -> Person {
    *PEOPLE.iter().find(|p| p.key == key).unwrap_or_else(|| panic!("nobody is called {key}"))
}

impl Person {
    /// Their id.
    pub fn id(&self) -> UserId {
        let place = PEOPLE.iter().position(|p| p.key == self.key).expect("a person of the table");
        UserId(Uuid::from_u128(0x0300 + place as u128))
    }
}
