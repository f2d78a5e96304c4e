//! The rows of the demo company.

use super::company::{COMPONENTS, CUSTOMERS, FAULT_CODES, ORGANIZATIONS, PEOPLE, PRODUCTS, UNITS};
use super::email;
use crate::error::Failure;
use crate::numbers::next_number;
use crate::schema::*;
use chrono::{DateTime, Datelike, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::Role;
use shared::i18n::Locale;
use shared::ids::*;
use shared::records::customer::CustomerKind;
use shared::records::unit::UnitStatus;
use shared::records::user::UserStatus;
use shared::text::Line;
use shared::warranty::{CoverageClass, WarrantyTerm};
use std::collections::HashMap;
use uuid::Uuid;

/// What was made, by the names of the data.
pub(super) struct World {
    pub organizations: HashMap<&'static str, OrganizationId>,
    pub people: HashMap<&'static str, UserId>,
    pub customers: Vec<CustomerId>,
    pub units: HashMap<&'static str, UnitId>,
    pub fault_codes: HashMap<&'static str, FaultCodeId>,
}

/// Whether this database was filled by us.
pub(super) fn is_demo(c: &mut PgConnection) -> Result<bool, Failure> {
    let admin = users::table.filter(users::email.eq(email("admin"))).select(users::id);
    Ok(diesel::select(diesel::dsl::exists(admin)).get_result(c)?)
}

/// Organisations, people, catalogue, customers, units.
pub(super) fn company(c: &mut PgConnection, hash: &str, now: DateTime<Utc>) -> Result<World, Failure> {
    let mut world = World {
        organizations: HashMap::new(),
        people: HashMap::new(),
        customers: vec![],
        units: HashMap::new(),
        fault_codes: HashMap::new(),
    };
    for (code, kind, name, phone, address) in ORGANIZATIONS {
        use organizations as o;
        let id = OrganizationId(Uuid::now_v7());
        diesel::insert_into(o::table)
            .values((
                (
                    o::id.eq(id),
                    o::kind.eq(kind),
                    o::code.eq(code),
                    o::name.eq(name),
                    o::zone.eq("Asia/Shanghai"),
                ),
                (o::phone.eq(phone), o::address.eq(address), o::active.eq(true), o::version.eq(1)),
                (o::created_at.eq(now), o::updated_at.eq(now)),
            ))
            .execute(c)?;
        world.organizations.insert(code, id);
    }
    for (local, organization, roles, name, phone) in PEOPLE {
        use users as u;
        let id = UserId(Uuid::now_v7());
        let roles: Vec<Role> = roles.to_vec();
        diesel::insert_into(u::table)
            .values((
                (u::id.eq(id), u::organization_id.eq(world.organizations[organization]), u::name.eq(name)),
                (
                    u::email.eq(email(local)),
                    u::phone.eq(phone),
                    u::roles.eq(roles),
                    u::locale.eq(Locale::ZhCn),
                ),
                (u::status.eq(UserStatus::Active), u::password_hash.eq(hash), u::version.eq(1)),
                (u::created_at.eq(now), u::updated_at.eq(now)),
            ))
            .execute(c)?;
        world.people.insert(local, id);
    }
    let products = catalogue(c, &mut world, now)?;
    let sites = customers(c, &mut world, now)?;
    units(c, &mut world, &products, &sites, now)?;
    Ok(world)
}

fn catalogue(
    c: &mut PgConnection,
    world: &mut World,
    now: DateTime<Utc>,
) -> Result<HashMap<&'static str, ProductId>, Failure> {
    let mut made = HashMap::new();
    for (code, name, line, usage_unit, parts, labour) in PRODUCTS {
        use products as p;
        let id = ProductId(Uuid::now_v7());
        let term = |coverage, part_class: Option<&str>, months| WarrantyTerm {
            coverage,
            part_class: part_class.and_then(|c| Line::new(c).ok()),
            months,
            percent: 100,
            usage_limit: None,
        };
        let terms = [
            term(Some(CoverageClass::Part), Some("door_operator"), 36),
            term(Some(CoverageClass::Part), None, *parts),
            term(None, None, *labour),
        ];
        diesel::insert_into(p::table)
            .values((
                (
                    p::id.eq(id),
                    p::code.eq(code),
                    p::name.eq(name),
                    p::line.eq(line),
                    p::usage_unit.eq(usage_unit),
                ),
                (p::warranty_terms.eq(json!(terms)), p::active.eq(true), p::version.eq(1)),
                (p::created_at.eq(now), p::updated_at.eq(now)),
            ))
            .execute(c)?;
        made.insert(*code, id);
    }
    for (code, name_zh, name_en, line, minutes) in FAULT_CODES {
        use fault_codes as f;
        let id = FaultCodeId(Uuid::now_v7());
        diesel::insert_into(f::table)
            .values((
                (
                    f::id.eq(id),
                    f::code.eq(code),
                    f::name_zh.eq(name_zh),
                    f::name_en.eq(name_en),
                    f::line.eq(line),
                ),
                (f::standard_minutes.eq(minutes), f::active.eq(true), f::version.eq(1)),
                (f::created_at.eq(now), f::updated_at.eq(now)),
            ))
            .execute(c)?;
        world.fault_codes.insert(code, id);
    }
    for (code, name, members) in [
        ("quality", "品质部", &["quality"][..]),
        ("service_desk", "客服组", &["specialist", "specialist2"][..]),
        ("repair", "维修组", &["technician", "technician2", "engineer"][..]),
        ("supervision", "主管组", &["supervisor"][..]),
    ] {
        let id = TeamId(Uuid::now_v7());
        diesel::insert_into(teams::table)
            .values((
                (
                    teams::id.eq(id),
                    teams::organization_id.eq(world.organizations["SB"]),
                    teams::code.eq(code),
                ),
                (
                    teams::name.eq(name),
                    teams::version.eq(1),
                    teams::created_at.eq(now),
                    teams::updated_at.eq(now),
                ),
            ))
            .execute(c)?;
        let rows: Vec<_> = members
            .iter()
            .map(|m| (team_members::team_id.eq(id), team_members::user_id.eq(world.people[m])))
            .collect();
        diesel::insert_into(team_members::table).values(rows).execute(c)?;
    }
    Ok(made)
}

fn customers(
    c: &mut PgConnection,
    world: &mut World,
    now: DateTime<Utc>,
) -> Result<Vec<Vec<SiteId>>, Failure> {
    let mut all_sites = vec![];
    for demo in CUSTOMERS {
        use customers as k;
        let id = CustomerId(Uuid::now_v7());
        let number: String = diesel::select(next_number("CU", now.year())).get_result(c)?;
        let organization = demo.organization.map(|code| world.organizations[code]);
        diesel::insert_into(k::table)
            .values((
                (
                    k::id.eq(id),
                    k::number.eq(number),
                    k::kind.eq(CustomerKind::Company),
                    k::name.eq(demo.name),
                ),
                (k::phone.eq(demo.phone), k::address.eq(demo.address), k::organization_id.eq(organization)),
                (k::dealer_id.eq(world.organizations[demo.dealer]), k::version.eq(1)),
                (k::created_at.eq(now), k::updated_at.eq(now)),
            ))
            .execute(c)?;
        for (name, position, phone) in demo.contacts {
            use contacts as p;
            diesel::insert_into(p::table)
                .values((
                    (p::id.eq(ContactId(Uuid::now_v7())), p::customer_id.eq(id), p::name.eq(name)),
                    (p::position.eq(position), p::phone.eq(phone), p::version.eq(1)),
                    (p::created_at.eq(now), p::updated_at.eq(now)),
                ))
                .execute(c)?;
        }
        let mut ids = vec![];
        for (name, region, remote) in demo.sites {
            use sites as s;
            let site = SiteId(Uuid::now_v7());
            diesel::insert_into(s::table)
                .values((
                    (s::id.eq(site), s::customer_id.eq(id), s::name.eq(name), s::address.eq(demo.address)),
                    (s::region.eq(region), s::remote.eq(remote), s::version.eq(1)),
                    (s::created_at.eq(now), s::updated_at.eq(now)),
                ))
                .execute(c)?;
            ids.push(site);
        }
        world.customers.push(id);
        all_sites.push(ids);
    }
    Ok(all_sites)
}

fn units(
    c: &mut PgConnection,
    world: &mut World,
    products: &HashMap<&'static str, ProductId>,
    sites: &[Vec<SiteId>],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    for (serial, product, customer, site, accepted, usage) in UNITS {
        use units as u;
        let id = UnitId(Uuid::now_v7());
        let accepted_on = accepted.map(|days| (now - Duration::days(days)).date_naive());
        let shipped_on =
            accepted_on.map_or((now - Duration::days(20)).date_naive(), |d| d - Duration::days(45));
        let status = if accepted.is_some() { UnitStatus::InService } else { UnitStatus::Registered };
        diesel::insert_into(u::table)
            .values((
                (
                    u::id.eq(id),
                    u::serial.eq(serial),
                    u::product_id.eq(products[product]),
                    u::status.eq(status),
                ),
                (u::customer_id.eq(world.customers[*customer]), u::site_id.eq(sites[*customer][*site])),
                u::dealer_id.eq(world.organizations[CUSTOMERS[*customer].dealer]),
                (u::produced_on.eq(shipped_on - Duration::days(30)), u::shipped_on.eq(shipped_on)),
                (
                    u::installed_on.eq(accepted_on.map(|d| d - Duration::days(7))),
                    u::accepted_on.eq(accepted_on),
                ),
                (u::usage_value.eq(usage), u::extensions.eq(json!([])), u::exclusions.eq(json!([]))),
                (u::version.eq(1), u::created_at.eq(now), u::updated_at.eq(now)),
            ))
            .execute(c)?;
        diesel::insert_into(unit_owners::table)
            .values((
                unit_owners::id.eq(Uuid::now_v7()),
                unit_owners::unit_id.eq(id),
                unit_owners::customer_id.eq(world.customers[*customer]),
                unit_owners::from_at.eq(now - Duration::days(accepted.unwrap_or(0))),
            ))
            .execute(c)?;
        for (n, (name, class, supplier)) in COMPONENTS.iter().enumerate() {
            use unit_components as p;
            diesel::insert_into(p::table)
                .values((
                    (p::id.eq(UnitComponentId(Uuid::now_v7())), p::unit_id.eq(id), p::name.eq(name)),
                    (
                        p::part_class.eq(class),
                        p::serial.eq(format!("{}-{}", &serial[serial.len() - 5..], n + 1)),
                    ),
                    (p::supplier_id.eq(world.organizations[supplier]), p::fitted_on.eq(shipped_on)),
                    (p::version.eq(1), p::created_at.eq(now), p::updated_at.eq(now)),
                ))
                .execute(c)?;
        }
        world.units.insert(serial, id);
    }
    Ok(())
}
