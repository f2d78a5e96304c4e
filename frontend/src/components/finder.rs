//! What a search while typing looks through.

use crate::api::{self, Answer};
use crate::components::money;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::{ContactId, CustomerId, OrganizationId, TicketId, UnitId};
use shared::page::OneOf;
use shared::records::campaign::{CampaignQuery, CampaignStatus};
use shared::records::canned_answer::CannedAnswerQuery;
use shared::records::customer::CustomerQuery;
use shared::records::fault_code::FaultCodeQuery;
use shared::records::import::PageQuery;
use shared::records::location::LocationQuery;
use shared::records::organization::OrganizationQuery;
use shared::records::part::PartQuery;
use shared::records::pre_authorization::{PreAuthorization, PreAuthorizationQuery, PreAuthorizationStatus};
use shared::records::product::ProductQuery;
use shared::records::quality_feedback::{QualityFeedbackQuery, QualityFeedbackSummary};
use shared::records::search::{self, SearchHit, SearchKind, SearchQuery};
use shared::records::ticket::TicketQuery;
use shared::records::unit::UnitQuery;
use shared::records::user::{UserQuery, UserStatus};
use shared::text::Line;

/// How many are offered: more than fit the eye would hide that the search is too wide.
const OFFERED: u32 = 8;
/// Characters of a text that tell it from others.
const EXCERPT: usize = 60;

/// What is looked through.
#[derive(Clone, Debug, PartialEq)]
pub enum Finder {
    /// Whoever calls: people at customers, customers and units; see [`Caller`].
    Caller,
    /// Customers.
    Customer,
    /// Units, of one customer or all.
    Unit(Option<CustomerId>),
    /// People who can log in, of one organisation or all.
    User(Option<OrganizationId>),
    /// Teams.
    Team,
    /// Product models that can be chosen.
    Product,
    /// Spare parts.
    Part,
    /// Locations where parts may come.
    Location,
    /// Organisations of these kinds; of all when empty.
    Organization(&'static [OrganizationKind]),
    /// The fault catalogue, in this language.
    FaultCode(Locale),
    /// Tickets.
    Ticket,
    /// Campaigns that run.
    Campaign,
    /// Pre-authorisations that stand, for one unit or all.
    Authorization(Option<UnitId>, Locale),
    /// Quality feedback that goes on.
    Quality,
    /// The sites of a customer.
    Site(CustomerId),
    /// The canned answers for a ticket.
    CannedAnswer(TicketId),
}

/// Who or what a call is from, as the id of something that [`Finder::Caller`] has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A person at a customer.
    Contact(ContactId, CustomerId),
    /// A customer.
    Customer(CustomerId),
    /// A unit.
    Unit(UnitId),
}

impl Caller {
    fn of(kind: SearchKind, hit: &SearchHit) -> Option<Self> {
        match kind {
            SearchKind::Contact => Some(Self::Contact(ContactId(hit.id), hit.customer_id?)),
            SearchKind::Customer => Some(Self::Customer(CustomerId(hit.id))),
            SearchKind::Unit => Some(Self::Unit(UnitId(hit.id))),
            _ => None,
        }
    }
}

impl std::fmt::Display for Caller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Contact(id, customer) => write!(f, "contact {id} {customer}"),
            Self::Customer(id) => write!(f, "customer {id}"),
            Self::Unit(id) => write!(f, "unit {id}"),
        }
    }
}

impl std::str::FromStr for Caller {
    type Err = ();
    fn from_str(words: &str) -> Result<Self, ()> {
        let words: Vec<&str> = words.split(' ').collect();
        Ok(match *words.as_slice() {
            ["contact", id, customer] => {
                Self::Contact(id.parse().map_err(|_| ())?, customer.parse().map_err(|_| ())?)
            }
            ["customer", id] => Self::Customer(id.parse().map_err(|_| ())?),
            ["unit", id] => Self::Unit(id.parse().map_err(|_| ())?),
            _ => return Err(()),
        })
    }
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What tells it from others of that name.
    pub note: String,
}

impl Found {
    fn new(id: impl ToString, label: impl Into<String>, notes: &[Option<&str>]) -> Self {
        let note = notes.iter().flatten().filter(|n| !n.is_empty()).copied().collect::<Vec<_>>().join(" · ");
        Self { id: id.to_string(), label: label.into(), note }
    }
}

/// Whether a short list's entry fits what is typed.
fn fits(typed: &str, words: &[&str]) -> bool {
    let typed = typed.to_lowercase();
    words.iter().any(|w| w.to_lowercase().contains(&typed))
}

impl Finder {
    /// Searches. Nothing typed finds the first few.
    pub async fn find(&self, typed: &str) -> Answer<Vec<Found>> {
        let q = Line::new(typed).ok();
        let limit = Some(OFFERED);
        Ok(match self {
            Self::Caller => {
                // Two characters are what is looked for; fewer find nobody.
                let Some(q) = Line::new(typed).ok().filter(|_| search::is_long_enough(typed)) else {
                    return Ok(vec![]);
                };
                let kind = Some(OneOf(vec![SearchKind::Contact, SearchKind::Customer, SearchKind::Unit]));
                let answer = api::search::search(&SearchQuery { q, kind, limit: Some(5) }).await?;
                answer
                    .groups
                    .iter()
                    .flat_map(|group| group.hits.iter().map(|hit| (group.kind, hit)))
                    .filter_map(|(kind, hit)| {
                        let label = if kind == SearchKind::Unit { hit.number.as_ref()? } else { &hit.title };
                        let note = if kind == SearchKind::Unit {
                            Some(hit.title.as_str())
                        } else {
                            hit.number.as_deref()
                        };
                        Some(Found::new(Caller::of(kind, hit)?, label, &[note, hit.note.as_deref()]))
                    })
                    .collect()
            }
            Self::Customer => {
                let query = CustomerQuery { q, limit, ..Default::default() };
                let page = api::customer::list(&query).await?;
                page.items
                    .iter()
                    .map(|c| {
                        Found::new(
                            c.id,
                            &c.name,
                            &[Some(&c.number), c.phone.as_deref(), c.dealer_name.as_deref()],
                        )
                    })
                    .collect()
            }
            Self::Unit(customer_id) => {
                let query = UnitQuery { q, limit, customer_id: *customer_id, ..Default::default() };
                let page = api::unit::list(&query).await?;
                page.items
                    .iter()
                    .map(|u| {
                        let notes = [
                            Some(u.product_name.as_str()),
                            u.customer_name.as_deref(),
                            u.site_name.as_deref(),
                        ];
                        Found::new(u.id, &u.serial, &notes)
                    })
                    .collect()
            }
            Self::User(organization_id) => {
                let status = Some(OneOf(vec![UserStatus::Active]));
                let query =
                    UserQuery { q, limit, status, organization_id: *organization_id, ..Default::default() };
                let page = api::user::list(&query).await?;
                page.items
                    .iter()
                    .map(|u| Found::new(u.id, &u.name, &[Some(&u.organization_name), Some(&u.email)]))
                    .collect()
            }
            Self::Campaign => {
                let status = Some(OneOf(vec![CampaignStatus::Published, CampaignStatus::Running]));
                let query = CampaignQuery { q, limit, status, ..Default::default() };
                let page = api::campaign::list(&query).await?;
                page.items.iter().map(|c| Found::new(c.id, &c.number, &[Some(&c.title)])).collect()
            }
            Self::Authorization(unit_id, locale) => {
                let status = Some(OneOf(vec![PreAuthorizationStatus::Granted]));
                let query =
                    PreAuthorizationQuery { q, limit, status, unit_id: *unit_id, ..Default::default() };
                let page = api::warranty_claim::authorizations(&query).await?;
                let show = |a: &PreAuthorization| {
                    let most = a.limit.map(|limit| money::words(limit, a.currency));
                    let until = a.valid_until.map(|day| day.to_string());
                    let status = a.status.label(*locale);
                    let notes =
                        [Some(a.unit_serial.as_str()), Some(&status), most.as_deref(), until.as_deref()];
                    Found::new(a.id, &a.number, &notes)
                };
                page.items.iter().map(show).collect()
            }
            Self::Team => {
                let query = PageQuery { limit: Some(100), cursor: None };
                let page = api::team::list(&query).await?;
                page.items
                    .iter()
                    .filter(|t| fits(typed, &[&t.code, &t.name]))
                    .map(|t| Found::new(t.id, &t.name, &[Some(&t.code)]))
                    .collect()
            }
            Self::Product => {
                let query = ProductQuery { q, limit, active: Some(true), ..Default::default() };
                let page = api::product::list(&query).await?;
                page.items
                    .iter()
                    .map(|p| Found::new(p.id, &p.name, &[Some(&p.code), p.brand.as_deref()]))
                    .collect()
            }
            Self::Location => {
                let query = LocationQuery { q, limit, active: Some(true), ..Default::default() };
                let page = api::location::list(&query).await?;
                page.items
                    .iter()
                    .map(|p| Found::new(p.id, &p.name, &[Some(&p.code), Some(&p.organization_name)]))
                    .collect()
            }
            Self::Part => {
                let query = PartQuery { q, limit, ..Default::default() };
                let page = api::part::list(&query).await?;
                page.items
                    .iter()
                    .map(|p| {
                        let label = format!("{} {}", p.number, p.name);
                        Found::new(p.id, label, &[p.supplier_name.as_deref()])
                    })
                    .collect()
            }
            Self::Organization(kinds) => {
                let kind = (!kinds.is_empty()).then(|| OneOf(kinds.to_vec()));
                let query = OrganizationQuery { q, limit, kind, ..Default::default() };
                let page = api::organization::list(&query).await?;
                page.items.iter().map(|o| Found::new(o.id, &o.name, &[Some(&o.code)])).collect()
            }
            Self::FaultCode(locale) => {
                let query = FaultCodeQuery { q, limit, ..Default::default() };
                let page = api::fault_code::list(&query).await?;
                page.items
                    .iter()
                    .filter(|f| f.active)
                    .map(|f| Found::new(f.id, f.label(*locale), &[f.line.as_deref()]))
                    .collect()
            }
            Self::Ticket => {
                let query = TicketQuery { q, limit, ..Default::default() };
                let page = api::ticket::list(&query).await?;
                page.items
                    .iter()
                    .map(|t| {
                        let notes = [t.customer_name.as_deref(), t.unit_serial.as_deref()];
                        Found::new(t.id, format!("{} {}", t.number, t.subject), &notes)
                    })
                    .collect()
            }
            Self::Quality => {
                let query = QualityFeedbackQuery { q, limit, open: Some(true), ..Default::default() };
                let page = api::quality_feedback::list(&query).await?;
                let found = |one: &QualityFeedbackSummary| {
                    Found::new(one.id, format!("{} {}", one.number, one.subject), &[one.part_name.as_deref()])
                };
                page.items.iter().map(found).collect()
            }
            Self::CannedAnswer(ticket) => {
                let query = CannedAnswerQuery {
                    q,
                    limit,
                    ticket_id: Some(*ticket),
                    active: Some(true),
                    ..Default::default()
                };
                let page = api::canned_answer::list(&query).await?;
                let note = |body: &str| body.chars().take(EXCERPT).collect::<String>();
                page.items.iter().map(|a| Found::new(a.id, &a.title, &[Some(&note(&a.body))])).collect()
            }
            Self::Site(customer) => {
                let page = api::site::list(*customer).await?;
                page.items
                    .iter()
                    .filter(|s| fits(typed, &[&s.name]))
                    .map(|s| Found::new(s.id, &s.name, &[s.address.as_deref()]))
                    .collect()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_is_searched_without_regard_to_case() {
        assert!(fits("QUAL", &["quality", "品质部"]));
        assert!(fits("品质", &["quality", "品质部"]));
        assert!(fits("", &["quality"]));
        assert!(!fits("x", &["quality"]));
    }

    #[test]
    fn a_caller_is_read_back_from_its_words() {
        let id = "01933f6e-0000-7000-8000-000000000001";
        for caller in [
            Caller::Contact(id.parse().unwrap(), id.parse().unwrap()),
            Caller::Customer(id.parse().unwrap()),
            Caller::Unit(id.parse().unwrap()),
        ] {
            assert_eq!(caller.to_string().parse(), Ok(caller));
        }
        assert!("ticket 1".parse::<Caller>().is_err());
    }

    #[test]
    fn notes_leave_out_what_is_not_known() {
        assert_eq!(Found::new(1, "a", &[Some("b"), None, Some("")]).note, "b");
    }
}
