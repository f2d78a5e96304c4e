//! What else the list of tickets is narrowed to, where the bar of filters has nothing to show it: mostly what a
//! number of the dashboard led to. Each can be taken away.

use super::filter::Filter;
use crate::api;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::format::Reader;
use crate::session::use_reader;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use patternfly_yew::prelude::Icon;
use shared::ids::{CustomerId, FaultCodeId, OrganizationId, ProductId, TeamId, UnitId, UserId};
use shared::records::clock::{ClockKind, ClockOutcome};
use shared::records::report::TicketDimension;
use shared::records::ticket::QueueKind;
use yew::prelude::*;

/// A record of which the address knows the id only.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Named {
    Team(TeamId),
    User(UserId),
    Dealer(OrganizationId),
    Product(ProductId),
    Fault(FaultCodeId),
    Customer(CustomerId),
    Unit(UnitId),
}

impl Named {
    async fn name(self, reader: Reader) -> api::Answer<String> {
        Ok(match self {
            Self::Team(id) => api::team::get(id).await?.name,
            Self::User(id) => api::user::get(id).await?.name,
            Self::Dealer(id) => api::organization::get(id).await?.name,
            Self::Product(id) => api::product::get(id).await?.name,
            Self::Customer(id) => api::customer::get(id).await?.name,
            Self::Unit(id) => api::unit::get(id).await?.serial,
            Self::Fault(id) => api::fault_code::get(id).await?.label(reader.locale),
        })
    }
}

/// Something that the list is narrowed to.
struct Narrow {
    words: String,
    named: Option<Named>,
    away: fn(&mut Filter),
}

/// A stretch of time as people say it: whole days by their dates, else to the minute.
pub fn stretch(from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>, reader: Reader) -> String {
    let local = |at: DateTime<Utc>| at.with_timezone(&reader.zone).naive_local();
    let whole = [from, until].iter().flatten().all(|at| local(*at).time() == NaiveTime::MIN);
    let first = from.map(|at| if whole { reader.day(at).to_string() } else { reader.time(at) });
    let last = until
        .map(|at| if whole { reader.day(at - TimeDelta::seconds(1)).to_string() } else { reader.time(at) });
    format!("{} – {}", first.unwrap_or_default(), last.unwrap_or_default())
}

fn narrows(f: &Filter, reader: Reader) -> Vec<Narrow> {
    let l = reader.locale;
    let mut all: Vec<Narrow> = vec![];
    let mut add = |words: Option<String>, named: Option<Named>, away: fn(&mut Filter)| {
        all.extend(words.map(|words| Narrow { words, named, away }));
    };
    let time = |name: String, from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>| {
        (from.is_some() || until.is_some()).then(|| format!("{name} {}", stretch(from, until, reader)))
    };
    add(time(t!(l, "narrow-created"), f.created_from, f.created_until), None, |f| {
        (f.created_from, f.created_until) = (None, None);
    });
    add(time(t!(l, "narrow-resolved"), f.resolved_from, f.resolved_until), None, |f| {
        (f.resolved_from, f.resolved_until) = (None, None);
    });
    add(time(t!(l, "narrow-closed"), f.closed_from, f.closed_until), None, |f| {
        (f.closed_from, f.closed_until) = (None, None);
    });
    add(time(t!(l, "narrow-reopened-in"), f.reopened_from, f.reopened_until), None, |f| {
        (f.reopened_from, f.reopened_until) = (None, None);
    });
    let reopened =
        f.reopened.map(|yes| if yes { t!(l, "narrow-reopened") } else { t!(l, "narrow-not-reopened") });
    add(reopened, None, |f| f.reopened = None);
    add(f.open_at.map(|at| t!(l, "narrow-open-at", time = reader.time(at))), None, |f| f.open_at = None);
    add(f.due_before.map(|at| t!(l, "narrow-due-before", time = reader.time(at))), None, |f| {
        f.due_before = None
    });
    let promised = f.clock.is_some()
        || f.clock_outcome.is_some()
        || f.decided_from.is_some()
        || f.decided_until.is_some();
    let promise = promised.then(|| {
        let clock = f.clock.map(|clock: ClockKind| clock.label(l));
        let outcome = f.clock_outcome.map(|outcome: ClockOutcome| outcome.label(l));
        let when = time(String::new(), f.decided_from, f.decided_until);
        let parts: Vec<String> = [clock, outcome, when].into_iter().flatten().collect();
        format!("{} {}", t!(l, "narrow-promise"), parts.join(" · "))
    });
    add(promise, None, |f| {
        (f.clock, f.clock_outcome, f.decided_from, f.decided_until) = (None, None, None, None);
    });
    let dimension = |by: TicketDimension| by.label(l);
    add(f.topic.map(|t| format!("{} {}", dimension(TicketDimension::Topic), t.label(l))), None, |f| {
        f.topic = None
    });
    add(
        f.fault_code_id.map(|_| dimension(TicketDimension::FaultCode)),
        f.fault_code_id.map(Named::Fault),
        |f| {
            f.fault_code_id = None;
        },
    );
    add(f.product_id.map(|_| dimension(TicketDimension::Product)), f.product_id.map(Named::Product), |f| {
        f.product_id = None;
    });
    let produced = (f.produced_from.is_some() || f.produced_until.is_some()).then(|| {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        format!("{} {} – {}", t!(l, "unit-produced-on"), day(f.produced_from), day(f.produced_until))
    });
    add(produced, None, |f| (f.produced_from, f.produced_until) = (None, None));
    add(f.assignee_id.map(|_| dimension(TicketDimension::Assignee)), f.assignee_id.map(Named::User), |f| {
        f.assignee_id = None;
    });
    add(f.dealer_id.map(|_| dimension(TicketDimension::Dealer)), f.dealer_id.map(Named::Dealer), |f| {
        f.dealer_id = None;
    });
    add(f.team_id.map(|_| dimension(TicketDimension::Team)), f.team_id.map(Named::Team), |f| {
        f.team_id = None
    });
    add(f.customer_id.map(|_| t!(l, "ticket-customer")), f.customer_id.map(Named::Customer), |f| {
        f.customer_id = None;
    });
    add(f.unit_id.map(|_| t!(l, "ticket-unit")), f.unit_id.map(Named::Unit), |f| f.unit_id = None);
    let special = f.special_case.filter(|yes| *yes).map(|_| QueueKind::SpecialCase.label(l));
    add(special, None, |f| f.special_case = None);
    let individual = f.individual_case.filter(|yes| *yes).map(|_| QueueKind::IndividualCase.label(l));
    add(individual, None, |f| f.individual_case = None);
    let without = f.without.as_ref().map(|dimensions| {
        let names: Vec<String> = dimensions.0.iter().map(|by| dimension(*by)).collect();
        t!(l, "narrow-without", what = names.join(" · "))
    });
    add(without, None, |f| f.without = None);
    let other = f.other_by.map(|by| t!(l, "narrow-other", what = dimension(by)));
    add(other, None, |f| (f.other_by, f.other_than) = (None, None));
    all
}

#[derive(Clone, PartialEq, Properties)]
struct NameProps {
    named: Named,
}

/// The name behind an id; the id's place stays empty until it is known.
#[component]
fn Name(props: &NameProps) -> Html {
    let reader = use_reader();
    let loaded = use_load((props.named, reader), |(named, reader)| named.name(reader));
    html! { { loaded.data.as_deref().cloned().unwrap_or_default() } }
}

/// Properties of [`Narrowed`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What the list shows.
    pub filter: Filter,
    /// Shows something else.
    pub push: Callback<Filter>,
}

/// What the list is narrowed to, in one line over it.
#[component]
pub fn Narrowed(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let all = narrows(&props.filter, reader);
    if all.is_empty() {
        return html! {};
    }
    let chip = |narrow: Narrow| {
        let remove = {
            let (filter, push, away) = (props.filter.clone(), props.push.clone(), narrow.away);
            Callback::from(move |()| {
                let mut filter = Filter { cursor: None, ..filter.clone() };
                away(&mut filter);
                push.emit(filter);
            })
        };
        let label = t!(l, "narrow-remove", what = narrow.words.as_str());
        html! {
            <li key={narrow.words.clone()}>
                <span>{ narrow.words }if let Some(named) = narrow.named { { " " }<strong><Name {named} /></strong> }</span>
                <Button {label} kind={Kind::Plain} small=true icon={Icon::Times} onclick={remove} />
            </li>
        }
    };
    html! {
        <ul class="sb-picked sb-narrowed" role="list" aria-label={t!(l, "narrow-list")}>{ for all.into_iter().map(chip) }</ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use shared::i18n::Locale;

    const READER: Reader = Reader { locale: Locale::En, zone: Tz::Asia__Shanghai };

    fn at(text: &str) -> Option<DateTime<Utc>> {
        text.parse().ok()
    }

    #[test]
    fn whole_days_are_said_by_their_dates_and_the_last_one_is_included() {
        let march = stretch(at("2026-02-28T16:00:00Z"), at("2026-03-31T16:00:00Z"), READER);
        assert_eq!(march, "2026-03-01 – 2026-03-31");
        assert_eq!(stretch(at("2026-03-01T01:30:00Z"), None, READER), "2026-03-01 09:30 – ");
    }

    #[test]
    fn each_can_be_taken_away_and_then_nothing_is_left() {
        let mut filter: Filter = serde_urlencoded::from_str(
            "created_from=2026-02-28T16:00:00Z&resolved_until=2026-02-28T16:00:00Z&closed_from=2026-02-28T16:00:00Z\
             &reopened_from=2026-02-28T16:00:00Z&reopened=true&open_at=2026-02-28T16:00:00Z&due_before=2026-02-28T16:00:00Z\
             &clock=respond&clock_outcome=met&topic=billing&without=team,dealer&other_by=product&other_than=a,b\
             &fault_code_id=01933f6e-0000-7000-8000-000000000001&assignee_id=01933f6e-0000-7000-8000-000000000001",
        )
        .unwrap();
        let all = narrows(&filter, READER);
        assert_eq!(all.len(), 13);
        assert!(all.iter().any(|narrow| narrow.words.contains(&ClockKind::Respond.label(Locale::En))));
        for narrow in all {
            (narrow.away)(&mut filter);
        }
        assert_eq!(filter, Filter::default());
    }
}
